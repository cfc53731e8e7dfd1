package org.chancery.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
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
    Map<String, Set<String>> wanted = new TreeMap<>();
    for (CSVRecord row : plain(LEADERS)) {
      Set<String> names =
          wanted.computeIfAbsent(
              row.get("country") + " " + row.get("office"), k -> new TreeSet<>());
      if (!row.get("name").isBlank()) {
        names.add(bare(row.get("name")));
      }
    }
    assertThat(wanted).hasSizeGreaterThanOrEqualTo(390);
    Map<String, String> names =
        actors.stream().collect(Collectors.toMap(r -> r.get("id"), r -> bare(r.get("name_en"))));
    Map<String, Set<String>> told = new TreeMap<>();
    actors.stream()
        .filter(ShippedRegistryTest::isOffice)
        .forEach(
            office ->
                told.put(
                    office.get("country") + " " + office.get("kind"),
                    tenures.stream()
                        .filter(t -> t.get("office").equals(office.get("id")))
                        .filter(t -> t.get("to").isEmpty())
                        .map(t -> names.get(t.get("person")))
                        .collect(Collectors.toCollection(TreeSet::new))));
    assertThat(told).containsAllEntriesOf(wanted);
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
