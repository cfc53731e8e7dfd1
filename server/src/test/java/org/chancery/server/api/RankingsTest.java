// Longer than our measure of a file: each measure that can be ranked has its own recount.
package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.measure.HReach;
import org.chancery.core.measure.Measure;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.time.Window;
import org.chancery.server.api.World.Said;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every ranking, against the same numbers counted in Java over what was said. */
class RankingsTest {
  private static final Instant DAY = Instant.parse("2026-03-21T00:00:00Z");
  private static final Window WEEK = new Window(DAY.minus(Duration.ofDays(7)), DAY);
  private static final Window MONTH = new Window(DAY.minus(Duration.ofDays(30)), DAY);

  private final TestHub hub = TestHub.hub();

  private Map<String, List<Said>> by(Window window, Function<Said, String> key) {
    Map<String, List<Said>> by = new TreeMap<>();
    for (Said s : hub.world.said) {
      if (s.in(window) && key.apply(s) != null) {
        by.computeIfAbsent(key.apply(s), k -> new ArrayList<>()).add(s);
      }
    }
    return by;
  }

  private Map<String, List<Said>> actors(Window window) {
    return by(window, s -> s.actor() == null ? "" : s.actor().id());
  }

  private static Map<String, Double> counts(Map<String, List<Said>> by, ToLongFunction<Said> what) {
    Map<String, Double> counts = new TreeMap<>();
    by.forEach((k, all) -> counts.put(k, (double) all.stream().mapToLong(what).sum()));
    return counts;
  }

  private Map<String, Double> values(String address) {
    return values(hub.rollups, address);
  }

  private Map<String, Double> values(ApiHandler handler, String address) {
    Map<String, Double> values = new TreeMap<>();
    for (JsonNode row : hub.all(handler, address)) {
      if (row.get("enough").asBoolean() && !row.get("value").isNull()) {
        values.put(row.get("id").asString(), row.get("value").asDouble());
      } else {
        assertThat(row.get("rank").isNull()).isTrue();
        assertThat(row.get("value").isNull()).isTrue();
      }
    }
    return values;
  }

  private static Map<String, Double> positive(Map<String, Double> values) {
    Map<String, Double> positive = new TreeMap<>(values);
    positive.values().removeIf(v -> v == 0);
    return positive;
  }

  private static long engagement(Said s) {
    Engagement e = s.post().engagement();
    return s.own() ? n(e.likes()) + n(e.reposts()) + n(e.replies()) + n(e.quotes()) : 0;
  }

  private static long n(@org.jspecify.annotations.Nullable Long value) {
    return value == null ? 0 : value;
  }

  @Test
  void posts_of_a_week_equal_a_recount() {
    assertThat(positive(values("/rankings?m=posts&t=7d&limit=7")))
        .isEqualTo(positive(counts(actors(WEEK), s -> s.own() ? 1 : 0)));
  }

  @Test
  void reposts_made_of_a_month_equal_a_recount() {
    assertThat(positive(values("/rankings?m=reposts-made&t=30d")))
        .isEqualTo(positive(counts(actors(MONTH), s -> s.own() ? 0 : 1)));
  }

  @Test
  void a_window_of_any_moments_is_exact() {
    Window window =
        new Window(Instant.parse("2026-01-03T05:07:11Z"), Instant.parse("2026-02-27T22:59:01.5Z"));
    assertThat(positive(values("/rankings?m=posts&t=2026-01-03T05:07:11Z..2026-02-27T22:59:01.5Z")))
        .isEqualTo(positive(counts(actors(window), s -> s.own() ? 1 : 0)));
  }

  @Test
  void a_day_ends_with_the_current_hour() {
    Instant end = Instant.parse("2026-03-20T16:00:00Z");
    Window window = new Window(end.minus(Duration.ofHours(24)), end);
    assertThat(positive(values("/rankings?m=posts&t=24h&of=countries")))
        .isEqualTo(positive(counts(by(window, Said::country), s -> s.own() ? 1 : 0)));
    assertThat(hub.get("/rankings?t=24h").get("window").get("to").asString())
        .isEqualTo("2026-03-20T16:00:00Z");
  }

  @Test
  void accounts_have_network_and_handle() {
    Map<String, Double> expected =
        positive(
            counts(
                by(
                    MONTH,
                    s ->
                        s.account() == null
                            ? ""
                            : s.account().network().slug() + ":" + s.account().ref().key()),
                s -> s.own() ? 1 : 0));
    assertThat(positive(values("/rankings?m=posts&of=accounts&t=30d"))).isEqualTo(expected);
    for (JsonNode row : hub.all("/rankings?m=posts&of=accounts&t=30d")) {
      assertThat(row.get("id").asString()).startsWith(row.get("network").asString() + ":");
      assertThat(row.get("actor").isNull()).isFalse();
      assertThat(row.get("handle").isNull()).isFalse();
    }
  }

  @Test
  void filters_narrow() {
    Predicate<Said> wanted =
        s ->
            Set.of("FRA", "DEU").contains(String.valueOf(s.country()))
                && s.post().network() == Network.BLUESKY
                && "fr".equals(s.post().lang());
    assertThat(positive(values("/rankings?m=posts&t=30d&c=FRA,DEU&network=bluesky&lang=fr")))
        .isEqualTo(positive(counts(actors(MONTH), s -> s.own() && wanted.test(s) ? 1 : 0)));
    assertThat(positive(values("/rankings?m=posts&t=30d&kind=mission")))
        .isEqualTo(
            positive(
                counts(
                    actors(MONTH),
                    s ->
                        s.own() && s.actor() != null && s.actor().kind().slug().equals("mission")
                            ? 1
                            : 0)));
  }

  /** By the day of the post, as the pages say: a handover at noon counts from the next day. */
  static boolean isOfKind(World world, Said s, ActorKind kind) {
    Instant day = s.at().truncatedTo(ChronoUnit.DAYS);
    return s.actor() != null && world.registry.kindAt(s.actor(), day) == kind;
  }

  @Test
  void a_post_counts_for_the_kind_of_the_office_held_when_it_was_made() {
    Window window =
        new Window(Instant.parse("2026-01-10T00:00:00Z"), Instant.parse("2026-02-20T06:30:00Z"));
    String t = "&t=2026-01-10..2026-02-20T06:30:00Z";
    for (ActorKind kind : List.of(ActorKind.MINISTER, ActorKind.FOREIGN_MINISTER)) {
      Map<String, Double> expected =
          positive(counts(actors(window), s -> s.own() && isOfKind(hub.world, s, kind) ? 1 : 0));
      assertThat(expected)
          .as("the test would see it")
          .containsKey(kind == ActorKind.MINISTER ? "person-a" : "person-b");
      assertThat(positive(values("/rankings?m=posts&kind=" + kind.slug() + t))).isEqualTo(expected);
      assertThat(positive(values(hub.raw, "/rankings?m=posts&kind=" + kind.slug() + t)))
          .as("without rollups")
          .isEqualTo(expected);
    }
  }

  @Test
  void engagement_is_the_sum_of_its_parts_and_names_its_networks() {
    assertThat(positive(values("/rankings?m=engagement&t=30d")))
        .isEqualTo(positive(counts(actors(MONTH), RankingsTest::engagement)));
    JsonNode answer = hub.get("/rankings?m=engagement&t=30d");
    assertThat(answer.get("note_fr").asString()).contains("plusieurs réseaux");
    for (JsonNode row : answer.get("rows")) {
      JsonNode detail = row.get("detail");
      long parts = 0;
      for (String part : List.of("likes", "reposts", "replies", "quotes")) {
        parts += detail.get(part).asLong();
      }
      assertThat(row.get("value").asLong()).isEqualTo(parts);
    }
    assertThat(hub.get("/rankings?m=engagement&t=30d&network=x").has("note_en")).isFalse();
  }

  @Test
  void effectiveness_is_the_mean_with_its_median() {
    Map<String, Double> expected = new TreeMap<>();
    Map<String, Double> medians = new HashMap<>();
    actors(MONTH)
        .forEach(
            (id, all) -> {
              double[] reposts =
                  all.stream()
                      .filter(
                          s ->
                              s.post().kind() == PostKind.ORIGINAL
                                  && s.post().engagement().reposts() != null)
                      .mapToDouble(s -> n(s.post().engagement().reposts()))
                      .sorted()
                      .toArray();
              if (reposts.length >= 20) {
                expected.put(id, Arrays.stream(reposts).average().orElseThrow());
                int half = reposts.length / 2;
                medians.put(
                    id,
                    reposts.length % 2 == 1
                        ? reposts[half]
                        : (reposts[half - 1] + reposts[half]) / 2);
              }
            });
    Map<String, Double> actual = values("/rankings?m=effectiveness&t=30d");
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    assertThat(expected).isNotEmpty();
    actual.forEach((id, value) -> assertThat(value).isCloseTo(expected.get(id), within(1e-9)));
    for (JsonNode row : hub.all("/rankings?m=effectiveness&t=30d")) {
      if (row.get("enough").asBoolean()) {
        double median = row.get("detail").get("median").asDouble();
        double wanted = medians.get(row.get("id").asString());
        assertThat(median).isCloseTo(wanted, within(Math.max(0.01, wanted * 0.011)));
        assertThat(row.get("low").asDouble()).isLessThanOrEqualTo(row.get("value").asDouble());
        assertThat(row.get("rank_low").asInt()).isLessThanOrEqualTo(row.get("rank").asInt());
        assertThat(row.get("rank_high").asInt()).isGreaterThanOrEqualTo(row.get("rank").asInt());
      }
    }
  }

  @Test
  void the_minimum_of_rates_can_be_set() {
    int all = hub.all("/rankings?m=conversational&t=30d&min=0").size();
    long enough =
        hub.all("/rankings?m=conversational&t=30d&min=100").stream()
            .filter(r -> r.get("enough").asBoolean())
            .count();
    assertThat(enough).isLessThan(all).isPositive();
    assertThat(hub.problem("/rankings?m=posts&min=3", 400).get("parameter").asString())
        .isEqualTo("min");
  }

  @Test
  void conversational_is_a_share_of_posts() {
    Map<String, Double> expected = new TreeMap<>();
    actors(MONTH)
        .forEach(
            (id, all) -> {
              long own = all.stream().filter(Said::own).count();
              long replies = all.stream().filter(s -> s.post().kind() == PostKind.REPLY).count();
              if (own >= 20) {
                expected.put(id, (double) replies / own);
              }
            });
    assertThat(values("/rankings?m=conversational&t=30d")).isEqualTo(expected);
  }

  @Test
  void h_reach_equals_the_definition() {
    Map<String, Double> expected = new TreeMap<>();
    actors(MONTH)
        .forEach(
            (id, all) ->
                expected.put(
                    id,
                    (double)
                        HReach.of(
                            all.stream()
                                .filter(s -> s.own() && s.post().engagement().reposts() != null)
                                .mapToLong(s -> n(s.post().engagement().reposts()))
                                .toArray())));
    assertThat(positive(values("/rankings?m=h-reach&t=30d"))).isEqualTo(positive(expected));
  }

  @Test
  void shares_add_up() {
    for (String m : List.of("share-of-voice", "share-of-mentions")) {
      double sum =
          values("/rankings?m=%s&t=30d".formatted(m)).values().stream().mapToDouble(v -> v).sum();
      assertThat(sum).as(m).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void mentions_received_equal_a_recount() {
    Map<String, Long> received = new TreeMap<>();
    long total = 0;
    for (Said s : hub.world.said) {
      if (s.in(MONTH)) {
        List<String> to =
            s.toward().stream()
                .filter(
                    t ->
                        t.how().equals("mention")
                            && s.actor() != null
                            && !t.actor().id().equals(s.actor().id()))
                .map(t -> t.actor().id() + " " + t.account().ref().key())
                .distinct()
                .toList();
        for (String who : to) {
          received.merge(who.substring(0, who.indexOf(' ')), 1L, Long::sum);
          total++;
        }
      }
    }
    Map<String, Double> expected = new TreeMap<>();
    double all = total;
    received.forEach((id, n) -> expected.put(id, n / all));
    assertThat(values("/rankings?m=share-of-mentions&t=30d")).isEqualTo(expected);
  }

  @Test
  void languages_tell_all_shares() {
    for (JsonNode row : hub.all("/rankings?m=languages&t=30d")) {
      if (row.get("enough").asBoolean()) {
        double sum = 0;
        for (JsonNode share : row.get("detail").get("shares")) {
          sum += share.get("value").asDouble();
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void what_was_not_heard_widens_counts_upwards() {
    Instant from = Instant.parse("2026-03-15T00:00:00Z");
    for (JsonNode row :
        hub.get("/rankings?m=posts&t=2026-03-15..2026-03-16&network=bluesky").get("rows")) {
      assertThat(row.get("low").asDouble()).isEqualTo(row.get("value").asDouble());
      assertThat(row.get("high").asDouble())
          .isCloseTo(row.get("value").asDouble() / 0.75, within(1e-6));
    }
    for (JsonNode row :
        hub.get("/rankings?m=posts&t=2026-03-15..2026-03-16&network=x").get("rows")) {
      assertThat(row.get("high").asDouble()).isEqualTo(row.get("value").asDouble());
    }
    JsonNode gaps =
        hub.get("/rankings?m=posts&t=2026-03-15..2026-03-16").get("coverage").get("gaps");
    assertThat(gaps.get(0).get("from").asString())
        .isEqualTo(from.plus(Duration.ofHours(3)).toString());
  }

  @Test
  void previous_is_the_window_before() {
    Map<String, Double> before = counts(actors(WEEK.previous()), s -> s.own() ? 1 : 0);
    for (JsonNode row : hub.all("/rankings?m=posts&t=7d")) {
      assertThat(row.get("previous").asDouble())
          .isEqualTo(before.getOrDefault(row.get("id").asString(), 0.0));
    }
  }

  /** Pages before those who fell silent ask less of the store than the last ones. */
  @Test
  void page_by_page_a_list_tells_what_it_tells_as_a_whole() {
    Random random = new Random(7);
    List<String> measures =
        List.of("posts", "engagement", "h-reach", "effectiveness", "share-of-voice", "languages");
    for (int i = 0; i < 60; i++) {
      String window = i % 7 < 2 ? WITHIN_THE_GAP : Windows.random(random);
      String question =
          "/rankings?m=%s&of=%s&t=%s%s"
              .formatted(
                  measures.get(i % measures.size()),
                  List.of("actors", "accounts", "countries").get(i / 6 % 3),
                  window,
                  List.of("", "&network=bluesky", "&kind=mission").get(random.nextInt(3)));
      JsonNode whole = hub.get(question + "&limit=500");
      assertThat(whole.has("next")).as(question).isFalse();
      assertThat(hub.all(question + "&limit=" + (1 + random.nextInt(9))))
          .as(question)
          .isEqualTo(List.copyOf(whole.get("rows").values()));
    }
  }

  /**
   * While a load goes on, its months have posts and no rollups: hours of them take nothing away.
   */
  @Test
  void a_month_that_is_not_added_up_yet_is_not_less_than_nothing() throws Exception {
    Window window =
        new Window(Instant.parse("2026-02-20T11:30:00Z"), Instant.parse("2026-03-10T00:00:00Z"));
    String asked = window.from() + ".." + window.to();
    try (Connection connection = hub.surroundings.store().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create table kept as select * from account_day where day < '2026-03-01'");
      sql.execute("delete from account_day where day < '2026-03-01'");
      sql.execute("insert into unsettled values ('2026-02-01', 'posts')");
      try {
        Window march = new Window(Instant.parse("2026-03-01T00:00:00Z"), window.to());
        assertThat(positive(values("/rankings?m=posts&t=" + asked)))
            .isEqualTo(positive(counts(actors(march), s -> s.own() ? 1 : 0)));
        for (JsonNode day :
            hub.get("/series?step=day&actor=" + String.join(",", missions()) + "&t=" + asked)
                .get("rows")) {
          assertThat(day.get("value").asDouble()).as(day.toString()).isNotNegative();
        }
      } finally {
        sql.execute("delete from unsettled");
        sql.execute("insert into account_day select * from kept");
        sql.execute("drop table kept");
      }
    }
  }

  /** What it said for its first holder is nothing that its second one said before. */
  @Test
  void of_an_account_that_changed_hands_only_its_holder_is_meant() {
    String question =
        "/rankings?m=posts&of=accounts&actor=person-b,%s&t=%s..2026-02-20T00:00:00Z"
            .formatted(String.join(",", missions()), World.HAND_OVER);
    List<JsonNode> whole = List.copyOf(hub.get(question + "&limit=500").get("rows").values());
    assertThat(hub.all(question + "&limit=1")).isEqualTo(whole);
    JsonNode office =
        whole.stream()
            .filter(row -> row.get("id").asString().equals("bluesky:did:plc:office"))
            .findFirst()
            .orElseThrow();
    assertThat(office.get("value").asInt()).isPositive();
    assertThat(office.get("previous").asInt()).isZero();
    assertThat(office).as("so that its page is among speakers").isNotEqualTo(whole.getLast());
  }

  private List<String> missions() {
    return hub.world.registry.actors().stream()
        .map(Actor::id)
        .filter(id -> id.endsWith("-mission"))
        .toList();
  }

  private static final String WITHIN_THE_GAP = "2026-03-15T03:00:00Z..2026-03-15T09:00:00Z";

  @Test
  void dormant_and_silent_are_said_of_those_that_are_listed() {
    Set<String> spoke =
        counts(actors(WEEK), s -> s.own() ? 1 : 0).entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(Map.Entry::getKey)
            .collect(java.util.stream.Collectors.toSet());
    values("/rankings?m=silent&t=7d")
        .forEach((id, value) -> assertThat(value == 1 && spoke.contains(id)).as(id).isFalse());
    assertThat(hub.problem("/rankings?m=silent&of=countries", 400).get("code").asString())
        .isEqualTo("MEASURE_NOT_RANKABLE");
  }

  @Test
  void every_measure_is_answered_or_refused_by_name() {
    for (Measure measure : MeasureCatalogue.list()) {
      ApiHandler.Reply reply = TestHub.ask(hub.rollups, "/rankings?t=30d&m=" + measure.id());
      if (reply.status() != 200) {
        JsonNode problem = TestHub.JSON.readTree(reply.body());
        assertThat(problem.get("code").asString())
            .as(measure.id())
            .isEqualTo("MEASURE_NOT_RANKABLE");
      }
    }
  }

  @Test
  void rollups_and_raw_posts_tell_the_same() {
    Random random = new Random(7);
    List<String> measures =
        MeasureCatalogue.list().stream()
            .map(Measure::id)
            .filter(
                m ->
                    !List.of("country-matrix", "hashtag-posts", "dormant", "silent", "presence")
                        .contains(m))
            .toList();
    for (int i = 0; i < 60; i++) {
      String question =
          "/rankings?limit=500&m=%s&of=%s&t=%s%s"
              .formatted(
                  measures.get(i % measures.size()),
                  List.of("actors", "accounts", "countries").get(random.nextInt(3)),
                  Windows.random(random),
                  List.of("", "&network=x", "&c=FRA,KEN", "&kind=mission").get(random.nextInt(4)));
      Windows.assertSame(hub, question);
    }
  }
}
