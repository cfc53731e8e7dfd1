package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.server.api.catalogue.RegistryDownload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who is listed, recounted from the files of the registry. */
class ActorsTest {
  private static final List<Map<String, String>> ACTORS = file("actors.csv");
  private static final List<Map<String, String>> ACCOUNTS = file("accounts.csv");
  private static final Map<String, String> KINDS = kindsNow();
  private static final Map<String, Set<String>> NETWORKS = new HashMap<>();
  private static ShippedRegistry hub;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, SQLException {
    hub = new ShippedRegistry(folder);
    ACCOUNTS.forEach(
        row ->
            NETWORKS
                .computeIfAbsent(row.get("actor"), k -> new HashSet<>())
                .add(row.get("network")));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static List<Map<String, String>> file(String name) {
    return Csvs.file(ShippedRegistry.FOLDER.resolve(name));
  }

  /** By the highest office that tenures.csv has them hold today, else by the column. */
  private static Map<String, String> kindsNow() {
    String today = ShippedRegistry.NOW.toString().substring(0, 10);
    Map<String, String> listed = new HashMap<>();
    ACTORS.forEach(row -> listed.put(row.get("id"), row.get("kind")));
    Map<String, String> kinds = new HashMap<>(listed);
    Map<String, Integer> highest = new HashMap<>();
    for (Map<String, String> row : file("tenures.csv")) {
      String from = row.get("from").isEmpty() ? row.get("checked") : row.get("from");
      String kind = listed.get(row.get("office"));
      boolean holds =
          !from.isEmpty()
              && from.compareTo(today) <= 0
              && (row.get("to").isEmpty() || today.compareTo(row.get("to")) < 0);
      int rank = ActorKind.find(kind).orElseThrow().ordinal();
      if (holds && rank < highest.getOrDefault(row.get("person"), Integer.MAX_VALUE)) {
        highest.put(row.get("person"), rank);
        kinds.put(row.get("person"), kind);
      }
    }
    return kinds;
  }

  private static JsonNode get(String address) {
    ApiHandler.Reply reply = TestHub.ask(hub.handler, address);
    assertThat(reply.status()).as(address).isEqualTo(200);
    return TestHub.JSON.readTree(reply.body());
  }

  private static List<String> ids(JsonNode answer) {
    return answer.get("rows").valueStream().map(row -> row.get("id").asString()).toList();
  }

  private static Map<String, Integer> facet(JsonNode answer, String name) {
    Map<String, Integer> counts = new TreeMap<>();
    answer
        .get("facets")
        .get(name)
        .forEach(one -> counts.put(one.get("value").asString(), one.get("actors").asInt()));
    return counts;
  }

  @Test
  void all_actors_come_page_by_page_each_once() {
    for (String order : List.of("id", "kind")) {
      Set<String> seen = new HashSet<>();
      List<Integer> kinds = new ArrayList<>();
      int rows = 0;
      String next = null;
      do {
        JsonNode page =
            get("/actors?limit=500&order=" + order + (next == null ? "" : "&next=" + next));
        seen.addAll(ids(page));
        rows += page.get("rows").size();
        page.get("rows")
            .forEach(
                row ->
                    kinds.add(ActorKind.find(row.get("kind").asString()).orElseThrow().ordinal()));
        next = page.has("next") ? page.get("next").asString() : null;
      } while (next != null);
      assertThat(rows).isEqualTo(ACTORS.size());
      assertThat(seen)
          .isEqualTo(ACTORS.stream().map(row -> row.get("id")).collect(Collectors.toSet()));
      if (order.equals("kind")) {
        assertThat(kinds).isSorted().startsWith(ActorKind.HEAD_OF_STATE.ordinal());
      }
    }
  }

  @Test
  void each_facet_counts_with_all_filters_but_its_own() {
    JsonNode answer = get("/actors?kind=mission,foreign-ministry&c=FRA,DEU&network=x&limit=1");
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> countries = new TreeMap<>();
    Map<String, Integer> networks = new TreeMap<>();
    int total = 0;
    for (Map<String, String> actor : ACTORS) {
      Set<String> own = NETWORKS.getOrDefault(actor.get("id"), Set.of());
      boolean kind = Set.of("mission", "foreign-ministry").contains(KINDS.get(actor.get("id")));
      boolean country = Set.of("FRA", "DEU").contains(actor.get("country"));
      boolean network = own.contains("x");
      total += kind && country && network ? 1 : 0;
      if (country && network) {
        kinds.merge(KINDS.get(actor.get("id")), 1, Integer::sum);
      }
      if (kind && network && !actor.get("country").isEmpty()) {
        countries.merge(actor.get("country"), 1, Integer::sum);
      }
      if (kind && country) {
        own.forEach(one -> networks.merge(one, 1, Integer::sum));
      }
    }
    assertThat(total).isPositive();
    assertThat(answer.get("facets").get("total").asInt()).isEqualTo(total);
    assertThat(facet(answer, "kind")).isEqualTo(kinds);
    assertThat(facet(answer, "country")).isEqualTo(countries);
    assertThat(facet(answer, "network")).isEqualTo(networks);
  }

  @Test
  void names_are_found_without_accents_in_both_languages_by_handle_and_by_id() {
    assertThat(ids(get("/actors?q=ELYSEE"))).contains("fr-head-of-state");
    assertThat(ids(get("/actors?q=ministere de l’europe"))).containsExactly("fr-mfa");
    assertThat(ids(get("/actors?q=europe étrangères FRANCE"))).containsExactly("fr-mfa");
    assertThat(ids(get("/actors?q=@francediplo_en"))).containsExactly("fr-mfa");
    assertThat(ids(get("/actors?q=fr-mfa"))).contains("fr-mfa");
    assertThat(ids(get("/actors?q=Ελλάδα&limit=500"))).as("by its own name").contains("gr-mfa");
    assertThat(ids(get("/actors?q=deutschland&limit=500"))).contains("de-mfa");
    assertThat(ids(get("/actors?q=日本&limit=500"))).contains("jp-mfa");
    assertThat(ids(get("/actors?q=no such words at all"))).isEmpty();
  }

  @Test
  void missions_are_found_by_their_host() {
    Set<String> wanted =
        ACTORS.stream()
            .filter(row -> row.get("host").equals("FRA") && row.get("kind").equals("mission"))
            .map(row -> row.get("id"))
            .collect(Collectors.toSet());
    JsonNode answer = get("/actors?host=FRA&kind=mission&limit=500");
    assertThat(new HashSet<>(ids(answer))).isEqualTo(wanted).isNotEmpty();
    assertThat(answer.get("rows").get(0).get("host_name_fr").asString()).isEqualTo("France");
    assertThat(TestHub.ask(hub.handler, "/actors?host=FRX").status()).isEqualTo(400);
  }

  @Test
  void an_office_names_its_holders_and_an_account_what_proves_it() {
    JsonNode office = get("/actors/us-head-of-state").get("rows").get(0);
    JsonNode now =
        office
            .get("tenures")
            .valueStream()
            .filter(tenure -> tenure.get("to").isNull())
            .findFirst()
            .orElseThrow();
    assertThat(now.get("person_name_en").asString()).contains("Trump");
    assertThat(now.get("person_note").asString()).startsWith("President");
    List<String> proofs =
        get("/actors/fr-mfa")
            .get("rows")
            .get(0)
            .get("accounts")
            .valueStream()
            .map(
                account ->
                    account.get("network").asString() + " " + account.get("proof").asString())
            .toList();
    assertThat(proofs).contains("feed own-domain", "x source");
  }

  @Test
  void the_archive_is_the_same_registry_again() throws IOException {
    Path folder = Files.createTempDirectory("chancery-download");
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(download("/registry.zip")));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
    }
    assertThat(Files.readString(folder.resolve("README.txt"))).contains("CC0 1.0");
    Files.delete(folder.resolve("README.txt"));
    assertThat(folder.resolve("LICENSE"))
        .hasSameTextualContentAs(ShippedRegistry.FOLDER.resolve("LICENSE"));
    for (String name : List.of("actors.csv", "accounts.csv", "tenures.csv", "countries.csv")) {
      assertThat(Files.readString(folder.resolve(name))).as(name).doesNotContain("\r");
    }
    assertThat(Csvs.text(Files.readString(folder.resolve("countries.csv"))))
        .containsExactlyElementsOf(file("countries.csv"));
    RegistryFiles.Loaded again = RegistryFiles.load(List.of(folder));
    assertThat(again.hasErrors()).isFalse();
    Registry registry = again.registry();
    assertThat(registry.actors()).containsExactlyElementsOf(hub.registry.actors());
    assertThat(registry.accounts()).containsExactlyElementsOf(hub.registry.accounts());
    assertThat(registry.tenures()).containsExactlyElementsOf(hub.registry.tenures());
    assertThat(registry.countries()).containsExactlyElementsOf(hub.registry.countries());
  }

  @Test
  void single_files_hold_every_row_and_no_formula() throws IOException {
    for (String name : List.of("actors", "accounts", "tenures", "countries")) {
      String csv = new String(download("/registry/" + name + ".csv"), StandardCharsets.UTF_8);
      List<Map<String, String>> rows = Csvs.text(csv);
      assertThat(rows).hasSameSizeAs(file(name + ".csv"));
      assertThat(rows.getFirst().keySet()).isEqualTo(file(name + ".csv").getFirst().keySet());
      assertThat(rows)
          .flatExtracting(Map::values)
          .noneMatch(cell -> cell.toString().matches("(?s)[=+@\t\r＝＋－＠].*|-(?!\\d+(\\.\\d+)?$).*"));
    }
  }

  private static byte[] download(String path) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RegistryDownload()
        .find(path, hub.registry, false, ShippedRegistry.NOW)
        .orElseThrow()
        .writing()
        .to(out);
    return out.toByteArray();
  }

  @Test
  void a_person_is_of_the_kind_of_the_office_held_now() {
    JsonNode now = get("/actors?kind=head-of-state&limit=500");
    assertThat(ids(now)).contains("fr-head-of-state", "person-emmanuel-macron");
    now.get("rows")
        .forEach(row -> assertThat(row.get("kind").asString()).isEqualTo("head-of-state"));
    JsonNode person = get("/actors/person-emmanuel-macron").get("rows").get(0);
    assertThat(person.get("kind").asString()).isEqualTo("head-of-state");
    assertThat(person.get("listed_kind").asString()).isEqualTo("official");
    assertThat(ids(get("/actors?kind=official&limit=500&q=macron")))
        .doesNotContain("person-emmanuel-macron");
  }
}
