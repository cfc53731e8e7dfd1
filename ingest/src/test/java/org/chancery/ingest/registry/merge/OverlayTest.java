package org.chancery.ingest.registry.merge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.registry.list.Candidate;
import org.chancery.ingest.registry.list.CountryNames;
import org.chancery.ingest.registry.list.Handed;
import org.chancery.ingest.registry.list.ListFormat;
import org.chancery.ingest.registry.list.Lists;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small registry and a list of leaders made by hand in the form of the real one. */
class OverlayTest {
  @TempDir Path dir;
  private Registry registry = Registry.empty();
  private Path proposals = Path.of("");

  @BeforeEach
  void propose() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("registry"));
    Files.writeString(
        folder.resolve("countries.csv"),
        """
        country,name_en,name_fr,status,capital,point_lat,point_lon,languages,source
        FRA,France,France,un-member,Paris,48.867,2.333,fr,test
        RUS,Russia,Russie,un-member,Moscow,55.75,37.617,ru,test
        """);
    Files.writeString(
        folder.resolve("actors.csv"),
        """
        id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked
        fr-head-of-government,head-of-government,Head of Government of France,Chef,FRA,,institution,,,,test,2026
        person-dmitri-medvedev,official,Дмитрий Медведев,Dmitri Medvedev,RUS,,person,,,,test,2026
        person-jean-ayrault,official,Jean Ayrault,Jean Ayrault,FRA,,person,,,,test,2026
        """);
    Files.writeString(
        folder.resolve("accounts.csv"),
        """
        actor,network,handle,native_id,from,to,source,checked
        fr-head-of-government,x,Matignon,111,,,test,2026
        person-jean-ayrault,x,ayrault_old,222,,,test,2026
        """);
    propose(folder);
  }

  private void propose(Path folder) throws IOException {
    registry = RegistryFiles.load(List.of(folder)).registry();
    Path list =
        Files.writeString(
            dir.resolve("leaders.csv"),
            """
            "iso3c","State","Name","Type","Twitter_personal","Twitter_institution","Twitter_personal_id","Twitter_institution_id"
            "RUS","Russia","Dmitry Medvedev","Prime Minister","MedvedevRussia",NA,"333",NA
            "FRA","France","Jean-Marc Ayrault","Prime Minister","jmayrault","Matignon","222","111"
            "FRA","France","Somebody Else","President","somebody",NA,NA,NA
            """);
    var listed =
        Lists.read(
            ListFormat.LEADERS_2014,
            List.of(list),
            new Handed(new CountryNames(registry.countries()), "list", "2014-01-01", null, null));
    Path into = Files.createTempDirectory(dir, "proposals");
    ProposalFiles.write(into, Proposing.of(listed.candidates(), registry));
    proposals = into.resolve(ProposalFiles.PROPOSALS);
  }

  @Test
  void reasons_conflicts_and_additions_are_told() throws IOException {
    assertThat(Files.readString(proposals).lines().skip(1).map(l -> l.split(",")[1]))
        .containsExactly("same", "same", "same", "new");
    assertThat(Files.readString(proposals))
        .contains("\"names alike")
        .contains("same account x jmayrault by its id")
        .contains("x jmayrault is called ayrault_old in the registry")
        .contains("account x MedvedevRussia")
        .contains("person-somebody-else");
  }

  @Test
  void undecided_nothing_is_merged() throws IOException {
    ProposalFiles.Read read = ProposalFiles.read(proposals, Set.of());
    assertThat(read.decided()).isEmpty();
    assertThat(read.undecided()).isEqualTo(4);
    assertThat(Overlay.of(registry, read.decided(), proposals).isEmpty()).isTrue();
  }

  @Test
  void decisions_become_an_overlay_that_is_sound() throws IOException {
    decide("person-dmitri-medvedev", "same");
    decide("person-somebody-else", "new");
    ProposalFiles.Read read = ProposalFiles.read(proposals, Set.of());
    Overlay overlay = Overlay.of(registry, read.decided(), proposals);
    assertThat(read.problems()).isEmpty();
    assertThat(overlay.problems()).isEmpty();
    assertThat(overlay.summary()).isEqualTo("1 actors, 2 accounts, 0 tenures");
    overlay.write(dir.resolve("overlay"));
    RegistryFiles.Loaded laid =
        RegistryFiles.load(List.of(dir.resolve("registry"), dir.resolve("overlay")));
    assertThat(laid.findings()).isEmpty();
    assertThat(laid.registry().accountsOf("person-dmitri-medvedev"))
        .extracting(
            row -> row.handle() + " " + row.nativeId() + " " + row.source() + " " + row.checked())
        .containsExactly("MedvedevRussia 333 list 2014-01-01");
    assertThat(laid.registry().findActor("person-somebody-else")).isPresent();
    assertThat(laid.registry().accounts()).hasSize(4);
    assertThatThrownBy(() -> overlay.write(dir.resolve("overlay"))).isInstanceOf(IOException.class);
  }

  @Test
  void an_id_that_the_registry_lacks_completes_its_row() throws IOException {
    Path folder = dir.resolve("registry");
    Files.writeString(
        folder.resolve("accounts.csv"),
        """
        actor,network,handle,native_id,from,to,source,checked
        fr-head-of-government,x,Matignon,111,,,test,2026
        person-dmitri-medvedev,x,medvedevRussia,,2010-06-23,,test,2026
        """);
    propose(folder);
    assertThat(Files.readString(proposals)).contains("id 333 of x medvedevRussia");
    decide("person-dmitri-medvedev", "same");
    Overlay overlay =
        Overlay.of(registry, ProposalFiles.read(proposals, Set.of()).decided(), proposals);
    overlay.write(dir.resolve("overlay"));
    RegistryFiles.Loaded laid = RegistryFiles.load(List.of(folder, dir.resolve("overlay")));
    assertThat(laid.findings()).isEmpty();
    assertThat(laid.registry().accountsOf("person-dmitri-medvedev"))
        .extracting(
            row -> "%s %s %s %s".formatted(row.handle(), row.nativeId(), row.from(), row.source()))
        .containsExactly("medvedevRussia 333 2010-06-23T00:00:00Z test ; id: list");
  }

  @Test
  void decisions_of_one_file_that_contradict_each_other_are_told() throws IOException {
    var medvedev = person(1, "Q1", "medvedev", "1");
    var second = person(2, "Q2", "medvedev2", "2");
    var twin = person(3, "Q1", "medvedev3", "3");
    var sameId = person(4, "Q4", "medvedev4", "2");
    Overlay overlay =
        Overlay.of(
            registry,
            List.of(
                decided(2, Decision.SAME, "person-dmitri-medvedev", "", medvedev),
                decided(3, Decision.SAME, "person-dmitri-medvedev", "", second),
                decided(4, Decision.NEW, "person-twin", "", twin),
                decided(5, Decision.NEW, "person-like", "", sameId),
                new ProposalFiles.Decided(
                    6, Decision.NEW, "person-again", "csv:4", true, person(5, null, "else", "6"))),
            proposals);
    assertThat(overlay.problems()).isEmpty();
    assertThat(overlay.leftOut())
        .hasSize(5)
        .anyMatch(
            told -> told.contains(":3: ") && told.contains("item Q1 by the same file, so not Q2"))
        .anyMatch(
            told -> told.contains(":3: ") && told.contains("holds fr-head-of-government from 2010"))
        .anyMatch(told -> told.contains(":4: ") && told.contains("Q1 is given to person-dmitri"))
        .anyMatch(told -> told.contains(":5: ") && told.contains("by its handle or its id"))
        .anyMatch(told -> told.contains(":6: ") && told.contains("looks like csv:4"));
    overlay.write(dir.resolve("overlay"));
    assertThat(Files.readString(dir.resolve("overlay/actors.csv")))
        .contains("person-dmitri-medvedev", ",Q1,", "person-like")
        .doesNotContain(",Q2,", "person-twin", "person-again");
    assertThat(Files.readAllLines(dir.resolve("overlay/tenures.csv"))).hasSize(3);
  }

  private static ProposalFiles.Decided decided(
      int line, Decision decision, String id, String like, Candidate candidate) {
    return new ProposalFiles.Decided(line, decision, id, like, false, candidate);
  }

  private static Candidate person(int row, String item, String handle, String id) {
    var proof = new Candidate.Proof("made by hand", "2026");
    return new Candidate(
        new Candidate.Place("csv", "f.csv", row, row + 1, ""),
        ActorKind.OFFICIAL,
        Voice.PERSON,
        List.of("Person " + row),
        null,
        false,
        null,
        null,
        null,
        null,
        item,
        null,
        null,
        List.of(new Candidate.AccountFact(Network.X, handle, id, null, null, proof)),
        List.of(
            new Candidate.TenureFact(
                ActorKind.HEAD_OF_GOVERNMENT, "FRA", "2010", row == 1 ? null : "2011", proof)),
        proof);
  }

  @Test
  void what_contradicts_the_registry_is_left_out_and_told() throws IOException {
    ProposalFiles.Read read = ProposalFiles.read(proposals, Set.of(Verdict.SAME));
    Overlay overlay = Overlay.of(registry, read.decided(), proposals);
    assertThat(read.decided()).hasSize(3).allMatch(ProposalFiles.Decided::isAccepted);
    assertThat(overlay.leftOut())
        .singleElement()
        .asString()
        .contains("x jmayrault is called ayrault_old in the registry");
  }

  @Test
  void bad_decisions_are_told_by_line() throws IOException {
    decide("person-dmitri-medvedev", "samee");
    ProposalFiles.Read read = ProposalFiles.read(proposals, Set.of());
    assertThat(read.problems())
        .singleElement()
        .asString()
        .contains(":2: decision is same, new, skip or empty")
        .contains("Did you mean \"same\"?");
    decide("person-somebody-else", "new");
    Files.writeString(
        proposals,
        Files.readString(proposals)
            .replace("samee", "same")
            .replace(",person-dmitri-medvedev,", ",person-dmitri-medvedew,")
            .replace("person-somebody-else", "person-jean-ayrault"));
    read = ProposalFiles.read(proposals, Set.of());
    assertThat(Overlay.of(registry, read.decided(), proposals).problems())
        .hasSize(2)
        .anyMatch(problem -> problem.contains("Did you mean \"person-dmitri-medvedev\"?"))
        .anyMatch(problem -> problem.contains("there is an actor person-jean-ayrault already"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proposals.csv", "candidates.jsonl", "sync.csv"})
  void decisions_are_never_overwritten(String file) throws IOException {
    Path folder = Files.createDirectories(dir.resolve("used"));
    Files.writeString(folder.resolve(file), "decided by hand");
    assertThatThrownBy(() -> ProposalFiles.write(folder, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("holds " + file, "give a new folder");
    assertThat(folder).isDirectoryContaining("glob:**" + file);
    assertThat(Files.readString(folder.resolve(file))).isEqualTo("decided by hand");
  }

  @Test
  void decisions_saved_by_a_spreadsheet_are_read() throws IOException {
    decide("person-dmitri-medvedev", "same");
    String text = Files.readString(proposals);
    Files.writeString(proposals, "\ufeff" + text.replace("\n", "\r\n"));
    assertThat(ProposalFiles.read(proposals, Set.of()).decided()).hasSize(1);
    try (var parser = CSVFormat.RFC4180.parse(new StringReader(text));
        var printer = CSVFormat.RFC4180.builder().setDelimiter(';').get().print(proposals, UTF_8)) {
      printer.printRecords(parser.getRecords());
    }
    ProposalFiles.Read read = ProposalFiles.read(proposals, Set.of());
    assertThat(read.problems()).isEmpty();
    assertThat(read.decided())
        .extracting(ProposalFiles.Decided::id)
        .containsExactly("person-dmitri-medvedev");
    assertThat(read.undecided()).isEqualTo(3);
    Files.write(proposals, text.replace("list", "l\u00efst").getBytes(ISO_8859_1));
    assertThatThrownBy(() -> ProposalFiles.read(proposals, Set.of()))
        .hasMessageContaining("save it as CSV UTF-8");
  }

  @Test
  void without_its_facts_a_file_of_proposals_is_refused() throws IOException {
    Files.delete(proposals.resolveSibling(ProposalFiles.CANDIDATES));
    assertThatThrownBy(() -> ProposalFiles.read(proposals, Set.of()))
        .hasMessageContaining("candidates.jsonl");
  }

  /** Fills the first cell of the row that holds the text. */
  private void decide(String row, String decision) throws IOException {
    List<String> lines =
        Files.readAllLines(proposals).stream()
            .map(line -> line.contains("," + row + ",") ? decided(line, decision) : line)
            .toList();
    Files.write(proposals, lines);
  }

  private static String decided(String line, String decision) {
    return line.startsWith("\"\",") ? decision + line.substring(2) : line;
  }
}
