package org.chancery.ingest.registry;

import static java.util.regex.Pattern.MULTILINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the shipped registry promises, counted from the files as plain CSV, without the product's
 * own reader; and that the product reads the same.
 */
class ShippedRegistryTest {
  private static final Path REGISTRY =
      Path.of(System.getProperty("chancery.root", "..")).resolve("registry");
  private static final Path LEADERS =
      Path.of(
          System.getProperty("chancery.shared", "../../shared"),
          "reference/registry-facts/leaders.csv");
  private static final Set<String> OPEN_NETWORKS = Set.of("bluesky", "mastodon", "feed");
  private static final Set<String> OFFICES = Set.of("head-of-state", "head-of-government");

  /** Told in the note of an office without one holder of its own. */
  private static final List<String> TOLD = List.of("vacant", "joint office", "doubtful");

  /** What a citation can begin with; the list is that of the README. */
  private static final String LABEL =
      "(?:name|name_fr|id|website|role|ministry|country|capital|point|languages|from|to|term|joined): ";

  private static final Pattern LISTED = Pattern.compile("^\\| `list:([a-z0-9-]+)` \\|", MULTILINE);

  private static List<CSVRecord> countries;
  private static List<CSVRecord> actors;
  private static List<CSVRecord> accounts;
  private static List<CSVRecord> tenures;

  @BeforeAll
  static void read() {
    assumeTrue(Files.exists(REGISTRY.resolve("actors.csv")), "left out: needs the registry folder");
    countries = plain(REGISTRY.resolve("countries.csv"));
    actors = plain(REGISTRY.resolve("actors.csv"));
    accounts = plain(REGISTRY.resolve("accounts.csv"));
    tenures = plain(REGISTRY.resolve("tenures.csv"));
  }

  @Test
  void actors_and_accounts_enough_and_many_on_open_networks() {
    assertThat(actors).hasSizeGreaterThanOrEqualTo(2_000);
    assertThat(accounts).hasSizeGreaterThanOrEqualTo(3_000);
    assertThat(accounts)
        .filteredOn(row -> OPEN_NETWORKS.contains(row.get("network")))
        .hasSizeGreaterThanOrEqualTo(900);
  }

  @Test
  void every_row_has_a_source_and_a_date() {
    assertThat(Stream.of(actors, accounts, tenures).flatMap(List::stream))
        .allMatch(row -> !row.get("source").isBlank())
        .allMatch(row -> row.get("checked").matches("20\\d\\d-\\d\\d-\\d\\d"));
    assertThat(countries).allMatch(row -> !row.get("source").isBlank());
  }

  @Test
  void every_source_has_one_of_the_promised_forms() throws IOException {
    Pattern form = Pattern.compile("(?:unconfirmed: )?%1$s(?: ; %1$s)*".formatted(citation()));
    assertThat(Stream.of(countries, actors, accounts, tenures).flatMap(List::stream))
        .extracting(row -> row.get("source"))
        .allMatch(source -> form.matcher(source).matches());
  }

  /** The grammar of registry/README.md, with the lists that it tells. */
  private static String citation() throws IOException {
    Set<String> lists =
        LISTED
            .matcher(Files.readString(REGISTRY.resolve("README.md")))
            .results()
            .map(list -> list.group(1))
            .collect(Collectors.toSet());
    assertThat(lists).isNotEmpty();
    String reference =
        String.join(
            "|",
            "[\\w.-]+/[\\w.-]+@[0-9a-f]{7,40}(?::[^;\\s][^;]*?)?",
            "npm [a-z0-9@/.-]+@\\d[\\d.]*:[^;\\s()]+",
            "https?://[^;\\s]+",
            "list:(?:" + String.join("|", lists) + ")",
            "own(?= \\()");
    return "(?:%s)?(?:%s)(?: \\([^();]*(?:\\([^();]*\\)[^();]*)?\\))?".formatted(LABEL, reference);
  }

  @Test
  void what_only_a_list_without_a_known_place_shows_is_unconfirmed() {
    assertThat(Stream.of(actors, accounts).flatMap(List::stream))
        .filteredOn(ShippedRegistryTest::isShownByListsAlone)
        .hasSizeGreaterThan(100)
        .allMatch(row -> row.get("source").startsWith("unconfirmed: "));
  }

  private static boolean isShownByListsAlone(CSVRecord row) {
    List<String> unlabelled =
        Stream.of(row.get("source").replaceFirst("^unconfirmed: ", "").split(" ; "))
            .filter(citation -> !citation.matches(LABEL + ".*"))
            .toList();
    return !unlabelled.isEmpty() && unlabelled.stream().allMatch(c -> c.startsWith("list:"));
  }

  @Test
  void the_check_tells_every_tenure_without_a_beginning_and_every_office_without_a_name() {
    RegistryCheck check = RegistryCheck.of(List.of(REGISTRY), LocalDate.of(2026, 11, 22));
    assertThat(check.errors()).isEmpty();
    assertThat(check.doubtsByKind().get(FindingCode.TENURE_UNDATED))
        .extracting(Finding::line)
        .containsExactlyInAnyOrderElementsOf(lines(tenures, row -> row.get("from").isEmpty()));
    Set<String> held = Set.copyOf(column(tenures, "office"));
    assertThat(check.doubtsByKind().get(FindingCode.OFFICE_WITHOUT_HOLDER))
        .extracting(Finding::line)
        .containsExactlyInAnyOrderElementsOf(
            lines(
                actors,
                row ->
                    row.get("id")
                            .matches("[a-z]+-(head-of-state|head-of-government|foreign-minister)")
                        && !held.contains(row.get("id"))));
  }

  /** Lines of the file, as long as no cell has a line break. */
  private static List<Integer> lines(List<CSVRecord> rows, Predicate<CSVRecord> which) {
    return rows.stream().filter(which).map(row -> (int) row.getRecordNumber() + 1).toList();
  }

  @Test
  void an_archived_account_of_an_office_speaks_for_it_no_more() {
    assertThat(accounts)
        .filteredOn(row -> row.get("actor").equals("us-head-of-state"))
        .filteredOn(row -> row.get("network").equals("x") && row.get("to").isEmpty())
        .extracting(row -> row.get("handle"))
        .containsExactlyInAnyOrder("POTUS", "WhiteHouse");
  }

  @Test
  void each_member_of_the_united_nations_has_its_offices_and_its_ministry() {
    Set<String> members = codes("un-member");
    assertThat(members).hasSize(193);
    for (String kind : List.of("head-of-state", "head-of-government", "foreign-ministry")) {
      assertThat(countriesWith(kind)).as(kind).containsAll(members);
    }
  }

  @Test
  void each_office_has_a_holder_or_says_why_not() {
    Set<String> held =
        tenures.stream()
            .filter(row -> row.get("to").isEmpty())
            .map(row -> row.get("office"))
            .collect(Collectors.toSet());
    assertThat(actors)
        .filteredOn(ShippedRegistryTest::isOffice)
        .hasSizeGreaterThanOrEqualTo(386)
        .allMatch(
            row ->
                held.contains(row.get("id")) || TOLD.stream().anyMatch(row.get("note")::contains));
  }

  @Test
  void the_leaders_are_those_of_the_compiled_facts() {
    assumeTrue(Files.exists(LEADERS), "left out, there is no " + LEADERS);
    Map<String, List<CSVRecord>> facts =
        plain(LEADERS).stream()
            .collect(Collectors.groupingBy(r -> r.get("country") + " " + r.get("office")));
    assertThat(facts).hasSizeGreaterThanOrEqualTo(390);
    assertThat(facts.entrySet())
        .allSatisfy(
            fact ->
                assertThat(holders(fact.getKey(), fact.getValue().getFirst().get("checked")))
                    .as(fact.getKey())
                    .isEqualTo(named(fact.getValue())));
  }

  private static Set<String> named(List<CSVRecord> facts) {
    return facts.stream()
        .map(row -> bare(row.get("name")))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Who holds the office still, or gave it up only after the day of the fact. */
  private static Set<String> holders(String office, String day) {
    Set<String> offices =
        actors.stream()
            .filter(ShippedRegistryTest::isOffice)
            .filter(row -> office.equals(row.get("country") + " " + row.get("kind")))
            .map(row -> row.get("id"))
            .collect(Collectors.toSet());
    Set<String> persons =
        tenures.stream()
            .filter(row -> offices.contains(row.get("office")))
            .filter(row -> row.get("to").isEmpty() || row.get("to").compareTo(day) > 0)
            .map(row -> row.get("person"))
            .collect(Collectors.toSet());
    return actors.stream()
        .filter(row -> persons.contains(row.get("id")))
        .map(row -> bare(row.get("name_en")))
        .collect(Collectors.toSet());
  }

  @Test
  void the_product_reads_what_stands_in_the_files() {
    Registry registry = RegistryFiles.load(List.of(REGISTRY)).registry();
    assertThat(registry.actors().stream().map(Actor::id))
        .containsExactlyElementsOf(column(actors, "id"));
    assertThat(registry.accounts().stream().map(AccountRow::handle))
        .containsExactlyElementsOf(column(accounts, "handle"));
    assertThat(registry.tenures().stream().map(Tenure::office))
        .containsExactlyElementsOf(column(tenures, "office"));
    assertThat(registry.countries()).hasSameSizeAs(countries);
  }

  @Test
  void who_holds_an_office_for_a_time_counts_for_it_in_that_time_only() {
    Registry registry = RegistryFiles.load(List.of(REGISTRY)).registry();
    Map<String, ActorKind> expected =
        Map.of(
            "2015-06-01", ActorKind.OFFICIAL,
            "2017-01-20", ActorKind.HEAD_OF_STATE,
            "2021-01-19", ActorKind.HEAD_OF_STATE,
            "2021-01-20", ActorKind.OFFICIAL,
            "2024-12-31", ActorKind.OFFICIAL,
            "2025-01-20", ActorKind.HEAD_OF_STATE);
    expected.forEach(
        (day, kind) ->
            assertThat(
                    registry.attribute(
                        AccountRef.byHandle(Network.X, "realDonaldTrump"),
                        Instant.parse(day + "T12:00:00Z")))
                .as(day)
                .hasValueSatisfying(
                    found -> {
                      assertThat(found.kind()).isEqualTo(kind);
                      assertThat(found.country()).isEqualTo("USA");
                    }));
  }

  private static boolean isOffice(CSVRecord actor) {
    return OFFICES.contains(actor.get("kind")) && !actor.get("voice").equals("person");
  }

  private static Set<String> codes(String status) {
    return countries.stream()
        .filter(row -> row.get("status").equals(status))
        .map(row -> row.get("country"))
        .collect(Collectors.toSet());
  }

  private static Set<String> countriesWith(String kind) {
    return actors.stream()
        .filter(row -> row.get("kind").equals(kind) && !row.get("voice").equals("person"))
        .map(row -> row.get("country"))
        .collect(Collectors.toSet());
  }

  private static List<String> column(List<CSVRecord> rows, String name) {
    return rows.stream().map(row -> row.get(name)).toList();
  }

  /** Letters and spaces only, without accents: the facts mostly lack them. */
  private static String bare(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^\\p{L} ]", "")
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  private static List<CSVRecord> plain(Path file) {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return rows.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
