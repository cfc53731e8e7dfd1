package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chancery.core.event.Network;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which states are where, recounted from the files of the registry and a few days with posts. */
class PresenceTest {
  /** In the order of ranks, as the contract lists kinds. */
  private static final List<String> KINDS =
      List.of(
          "head-of-state",
          "head-of-government",
          "foreign-ministry",
          "foreign-minister",
          "ministry",
          "minister",
          "official",
          "mission",
          "ambassador",
          "diplomat");

  /** Actor, network, first and last day with a post. */
  private static final List<List<String>> POSTED =
      List.of(
          List.of("fr-mfa", "x", "2013-03-01", "2026-11-01"),
          List.of("us-head-of-state", "x", "2012-01-01", "2019-05-05"),
          List.of("fr-mfa", "feed", "2021-06-01", "2022-01-31"));

  private static ShippedRegistry hub;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, SQLException {
    hub = new ShippedRegistry(folder);
    for (List<String> posted : POSTED) {
      var row = hub.account(posted.get(0), Network.find(posted.get(1)).orElseThrow());
      hub.posted(row, posted.get(2));
      hub.posted(row, posted.get(3));
    }
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static List<JsonNode> rows(String address) {
    ApiHandler.Reply reply = TestHub.ask(hub.handler, address);
    assertThat(reply.status()).as(address).isEqualTo(200);
    return TestHub.JSON.readTree(reply.body()).get("rows").valueStream().toList();
  }

  private static String place(JsonNode row) {
    return row.get("country").asString() + " " + row.get("network").asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2012", "2018", "2019-12", "2022-06", "2023", "2025-11-30", ""})
  void every_state_stands_as_a_naive_recount_of_the_files_says(String at) {
    Map<String, String> told = new TreeMap<>();
    rows("/presence" + (at.isEmpty() ? "" : "?at=" + at))
        .forEach(
            row ->
                told.put(
                    place(row), row.get("state").asString() + " " + row.get("accounts").asInt()));
    assertThat(told).isEqualTo(new Naive(end(at)).standings());
  }

  private static LocalDate end(String at) {
    LocalDate today = LocalDate.ofInstant(ShippedRegistry.NOW, ZoneOffset.UTC);
    return switch (at.length()) {
      case 0 -> today;
      case 4 -> LocalDate.of(Integer.parseInt(at), 12, 31);
      case 7 -> LocalDate.parse(at + "-01").plusMonths(1).minusDays(1);
      default -> LocalDate.parse(at);
    };
  }

  /** The measure's definition over plain maps, by whole days. */
  private static final class Naive {
    private final LocalDate day;
    private final Map<String, Map<String, String>> actors = new HashMap<>();
    private final List<Map<String, String>> tenures = Csvs.file(file("tenures.csv"));

    Naive(LocalDate day) {
      this.day = day;
      Csvs.file(file("actors.csv")).forEach(row -> actors.put(row.get("id"), row));
    }

    private static Path file(String name) {
      return ShippedRegistry.FOLDER.resolve(name);
    }

    Map<String, String> standings() {
      Map<String, List<String>> states = new TreeMap<>();
      Map<String, Integer> open = new HashMap<>();
      Set<String> used = new HashSet<>();
      for (Map<String, String> account : Csvs.file(file("accounts.csv"))) {
        String key = account.get("actor") + " " + account.get("network");
        List<String> posted = null;
        for (List<String> one : POSTED) {
          if (key.equals(one.get(0) + " " + one.get(1)) && used.add(key)) {
            posted = one;
          }
        }
        LocalDate from = since(account, posted);
        LocalDate to = account.get("to").isEmpty() ? LocalDate.MAX : date(account.get("to"));
        // A source later than the end still shows that the account was there before the end.
        if (day.isBefore(to.isAfter(from) ? from : to.minusDays(1))) {
          continue;
        }
        boolean left = !day.isBefore(to);
        String country = country(actors.get(account.get("actor")), left ? to.minusDays(1) : day);
        if (country.isEmpty()) {
          continue;
        }
        String place = country + " " + account.get("network");
        String state = left ? "left" : state(account.get("network"), posted);
        states.computeIfAbsent(place, k -> new ArrayList<>()).add(state);
        open.merge(place, left ? 0 : 1, Integer::sum);
      }
      Map<String, String> best = new TreeMap<>();
      states.forEach(
          (place, all) ->
              best.put(
                  place,
                  List.of("posting", "listed", "silent", "left").stream()
                          .filter(all::contains)
                          .findFirst()
                          .orElseThrow()
                      + " "
                      + open.get(place)));
      return best;
    }

    private static LocalDate since(Map<String, String> account, List<String> posted) {
      if (!account.get("from").isEmpty()) {
        return date(account.get("from"));
      }
      LocalDate source = date(account.get("checked"));
      LocalDate first = posted == null ? source : LocalDate.parse(posted.get(2));
      return first.isBefore(source) ? first : source;
    }

    private static LocalDate date(String cell) {
      return switch (cell.length()) {
        case 4 -> LocalDate.of(Integer.parseInt(cell), 12, 31);
        case 7 -> LocalDate.parse(cell + "-01").plusMonths(1).minusDays(1);
        case 10 -> LocalDate.parse(cell);
        default -> LocalDate.ofInstant(Instant.parse(cell), ZoneOffset.UTC);
      };
    }

    private String state(String network, List<String> posted) {
      if (posted == null || day.isBefore(LocalDate.parse(posted.get(2)))) {
        return "listed";
      }
      if (speaksAround(posted)) {
        return "posting";
      }
      boolean heard =
          POSTED.stream().anyMatch(other -> other.get(1).equals(network) && speaksAround(other));
      return heard ? "silent" : "listed";
    }

    private boolean speaksAround(List<String> posted) {
      return !day.isBefore(LocalDate.parse(posted.get(2)))
          && !LocalDate.parse(posted.get(3)).isBefore(day.minusDays(180));
    }

    /** For which state an actor speaks on a day; empty for none. */
    private String country(Map<String, String> actor, LocalDate on) {
      List<Map<String, String>> held =
          tenures.stream()
              .filter(t -> t.get("person").equals(actor.get("id")))
              .filter(t -> !on.isBefore(date(t.get(t.get("from").isEmpty() ? "checked" : "from"))))
              .filter(t -> t.get("to").isEmpty() || on.isBefore(date(t.get("to"))))
              .map(t -> actors.get(t.get("office")))
              .filter(office -> office != null)
              .sorted(
                  Comparator.comparing((Map<String, String> o) -> KINDS.indexOf(o.get("kind")))
                      .thenComparing(o -> !o.get("country").equals(actor.get("country")))
                      .thenComparing(o -> o.get("id")))
              .toList();
      if (!held.isEmpty()) {
        return KINDS.contains(held.getFirst().get("kind")) ? held.getFirst().get("country") : "";
      }
      boolean former = actor.get("voice").equals("person") && actor.get("kind").equals("official");
      return former || !KINDS.contains(actor.get("kind")) ? "" : actor.get("country");
    }
  }

  @Test
  void posts_date_a_presence_and_their_end_is_told() {
    JsonNode row = rows("/presence?c=FRA&network=x").getFirst();
    assertThat(row.get("since").asString()).isEqualTo("2013-03-01T00:00:00Z");
    assertThat(row.get("since_by").asString()).isEqualTo("post");
    assertThat(row.get("state").asString()).isEqualTo("posting");
    assertThat(row.get("last_post").asString()).isEqualTo("2026-11-01");
    assertThat(rows("/presence?c=FRA&network=x&at=2018").getFirst().get("last_post").isNull())
        .isTrue();
  }

  @Test
  void the_series_is_the_sum_of_its_moments() {
    Set<String> members =
        Csvs.file(ShippedRegistry.FOLDER.resolve("countries.csv")).stream()
            .filter(row -> row.get("status").equals("un-member"))
            .map(row -> row.get("country"))
            .collect(Collectors.toSet());
    assertThat(members).hasSize(193);
    List<JsonNode> points = rows("/presence/series?step=year");
    for (String year : List.of("2016", "2019", "2022", "2026")) {
      List<JsonNode> moment = rows("/presence?at=" + year);
      for (String network : List.of("any", "x", "bluesky", "facebook")) {
        Set<String> present =
            moment.stream()
                .filter(
                    row -> network.equals("any") || network.equals(row.get("network").asString()))
                .filter(row -> Set.of("posting", "listed").contains(row.get("state").asString()))
                .map(row -> row.get("country").asString())
                .collect(Collectors.toSet());
        int all = present.size();
        present.retainAll(members);
        JsonNode point =
            points.stream()
                .filter(p -> p.get("period").asString().equals(year))
                .filter(p -> p.get("network").asString().equals(network))
                .findFirst()
                .orElseThrow();
        assertThat(point.get("value").asInt()).as(year + " " + network).isEqualTo(present.size());
        assertThat(point.get("others").asInt()).isEqualTo(all - present.size());
        assertThat(point.get("members").asInt()).isEqualTo(193);
        assertThat(point.get("dated").asInt()).isLessThanOrEqualTo(point.get("value").asInt());
      }
    }
  }

  @Test
  void rows_come_whole_or_page_by_page() {
    List<String> whole = rows("/presence").stream().map(PresenceTest::place).toList();
    List<String> paged = new ArrayList<>();
    String next = "";
    do {
      JsonNode answer =
          TestHub.JSON.readTree(TestHub.ask(hub.handler, "/presence?limit=97" + next).body());
      answer.get("rows").forEach(row -> paged.add(place(row)));
      next = answer.has("next") ? "&next=" + answer.get("next").asString() : "";
    } while (!next.isEmpty());
    assertThat(paged).containsExactlyElementsOf(whole).doesNotHaveDuplicates();
  }

  @Test
  void a_moment_that_cannot_be_is_refused_in_words() {
    for (String at : List.of("1989", "2027", "2026-13", "2026-02-30", "soon")) {
      ApiHandler.Reply reply = TestHub.ask(hub.handler, "/presence?at=" + at);
      assertThat(reply.status()).as(at).isEqualTo(400);
      assertThat(TestHub.JSON.readTree(reply.body()).get("detail").asString()).contains(at);
    }
  }
}
