package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.chancery.core.measure.Keyness;
import org.chancery.core.time.Window;
import org.chancery.server.api.World.Said;
import org.chancery.server.api.World.Toward;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Series, pairs of countries and hashtags, against counts in Java. */
class SeriesMatrixHashtagsTest {
  private static final Instant DAY = Instant.parse("2026-03-21T00:00:00Z");
  private static final Window WEEK = new Window(DAY.minus(Duration.ofDays(7)), DAY);
  private static final Window MONTH = new Window(DAY.minus(Duration.ofDays(30)), DAY);

  private final TestHub hub = TestHub.hub();

  @Test
  void an_hourly_series_of_a_country_has_every_hour() {
    Map<String, Long> expected = new TreeMap<>();
    for (Instant at = MONTH.from(); at.isBefore(MONTH.to()); at = at.plus(1, ChronoUnit.HOURS)) {
      expected.put(at.toString(), 0L);
    }
    for (Said s : hub.world.said) {
      if (s.in(MONTH) && s.own() && "FRA".equals(s.country())) {
        expected.merge(s.at().truncatedTo(ChronoUnit.HOURS).toString(), 1L, Long::sum);
      }
    }
    assertThat(points("/series?m=posts&step=hour&t=30d&c=FRA")).isEqualTo(expected);
    assertThat(
            points(
                    "/series?m=posts&step=hour&t=30d&c=FRA&actor=fra-mission,fra-foreign-ministry,fra-foreign-minister,person-a")
                .values()
                .stream()
                .mapToLong(n -> n)
                .sum())
        .isEqualTo(expected.values().stream().mapToLong(n -> n).sum());
  }

  private Map<String, Long> points(String address) {
    Map<String, Long> points = new TreeMap<>();
    hub.get(address)
        .get("rows")
        .forEach(row -> points.put(row.get("at").asString(), row.get("value").asLong()));
    return points;
  }

  @Test
  void a_tag_over_time() {
    Map<String, Long> expected = new TreeMap<>();
    for (Said s : hub.world.said) {
      if (s.in(WEEK) && s.own() && s.tags().contains("paix")) {
        expected.merge(s.at().truncatedTo(ChronoUnit.DAYS).toString(), 1L, Long::sum);
      }
    }
    Map<String, Long> actual = points("/series?m=hashtag-posts&tag=#PAIX&step=day&t=7d");
    actual.values().removeIf(n -> n == 0);
    assertThat(actual).isEqualTo(expected);
    assertThat(hub.get("/series?tag=paix&t=7d").get("measure").get("id").asString())
        .isEqualTo("hashtag-posts");
  }

  @Test
  void what_has_not_ended_has_no_upper_bound() {
    JsonNode rows = hub.get("/series?m=posts&step=hour&t=24h").get("rows");
    assertThat(rows.get(rows.size() - 1).get("high").isNull()).isTrue();
    assertThat(rows.get(0).get("high").isNull()).isFalse();
  }

  @Test
  void too_many_buckets_are_refused() {
    assertThat(
            hub.problem("/series?step=hour&t=1990-01-01..2026-01-01", 400)
                .get("parameter")
                .asString())
        .isEqualTo("step");
    assertThat(hub.problem("/series?m=followers", 400).get("code").asString())
        .isEqualTo("MEASURE_NO_SERIES");
    assertThat(hub.problem("/series?m=hashtag-posts", 400).get("code").asString())
        .isEqualTo("PARAMETER_MISSING");
  }

  private Map<String, Long> pairs(Window window, String how) {
    Map<String, Long> pairs = new TreeMap<>();
    for (Said s : hub.world.said) {
      if (s.in(window) && s.country() != null) {
        Set<String> once = new HashSet<>();
        for (Toward t : s.toward()) {
          if (!t.country().isEmpty() && (how.equals("all") || how.equals(t.how()))) {
            once.add(s.country() + ">" + t.country());
          }
        }
        once.forEach(p -> pairs.merge(p, 1L, Long::sum));
      }
    }
    return pairs;
  }

  /** A page among those who speak asks for its own pairs of the window before, the last for all. */
  @Test
  void small_pages_of_the_matrix_say_what_a_large_one_says() {
    for (String question : List.of("/matrix?t=7d&how=all", "/matrix?t=30d&how=reply&c=MAR,FRA")) {
      List<JsonNode> whole = new ArrayList<>();
      hub.get(question + "&limit=500").get("rows").forEach(whole::add);
      List<JsonNode> paged = new ArrayList<>();
      hub.all(question + "&limit=3").forEach(paged::add);
      assertThat(paged).as(question).isEqualTo(whole);
    }
  }

  @Test
  void the_matrix_counts_a_post_once_for_each_country_addressed() {
    for (String how : List.of("all", "mention", "reply", "repost", "quote")) {
      for (String t :
          List.of(
              "30d", "7d", "2025-12-20..2026-03-20T11:00Z", "2026-01-05T10:10:10Z..2026-03-02")) {
        Map<String, Long> expected = pairs(window(t), how);
        Map<String, Long> actual = new TreeMap<>();
        for (JsonNode row : hub.all("/matrix?how=" + how + "&t=" + t)) {
          String from = row.get("from").asString();
          String to = row.get("to").asString();
          if (row.get("value").asLong() > 0) {
            actual.put(from + ">" + to, row.get("value").asLong());
          }
          if (!from.equals(to)) {
            long reverse = expected.getOrDefault(to + ">" + from, 0L);
            long value = row.get("value").asLong();
            assertThat(row.get("reverse").asLong()).isEqualTo(reverse);
            if (value + reverse > 0) {
              assertThat(row.get("asymmetry").asDouble())
                  .isCloseTo((double) (value - reverse) / (value + reverse), within(1e-12));
            }
          } else {
            assertThat(row.get("reverse").isNull()).isTrue();
          }
        }
        assertThat(actual).as(how + " " + t).isEqualTo(expected);
      }
    }
  }

  private static Window window(String t) {
    return switch (t) {
      case "30d" -> MONTH;
      case "7d" -> WEEK;
      case "2025-12-20..2026-03-20T11:00Z" ->
          new Window(Instant.parse("2025-12-20T00:00:00Z"), Instant.parse("2026-03-20T11:00:00Z"));
      default ->
          new Window(Instant.parse("2026-01-05T10:10:10Z"), Instant.parse("2026-03-02T00:00:00Z"));
    };
  }

  @Test
  void a_country_given_is_on_either_side() {
    for (JsonNode row : hub.all("/matrix?t=30d&c=MAR")) {
      assertThat(List.of(row.get("from").asString(), row.get("to").asString())).contains("MAR");
    }
  }

  @Test
  void hashtags_of_some_actors() {
    Set<String> actors = Set.of("fra-mission", "deu-foreign-minister", "un-body");
    Map<String, Long> used = new TreeMap<>();
    Map<String, Long> pooled = new TreeMap<>();
    for (Said s : hub.world.said) {
      if (s.in(WEEK) && s.own() && s.actor() != null) {
        for (String tag : s.tags()) {
          pooled.merge(tag, 1L, Long::sum);
          if (actors.contains(s.actor().id())) {
            used.merge(tag, 1L, Long::sum);
          }
        }
      }
    }
    long total = used.values().stream().mapToLong(n -> n).sum();
    long all = pooled.values().stream().mapToLong(n -> n).sum();
    Map<String, Long> actual = new TreeMap<>();
    long last = Long.MAX_VALUE;
    for (JsonNode row : hub.all("/hashtags?t=7d&limit=3&actor=" + String.join(",", actors))) {
      String term = row.get("term").asString();
      long value = row.get("value").asLong();
      actual.put(term, value);
      assertThat(value).isLessThanOrEqualTo(last);
      last = value;
      assertThat(row.get("keyness").asDouble())
          .isCloseTo(Keyness.z(value, total, pooled.get(term) - value, all - total), within(1e-9));
    }
    assertThat(actual).isEqualTo(used);
  }

  @Test
  void hashtags_of_everybody_have_no_keyness() {
    JsonNode first = hub.get("/hashtags?t=30d").get("rows").get(0);
    assertThat(first.get("keyness").isNull()).isTrue();
    assertThat(first.get("countries").asInt()).isBetween(1, 6);
  }

  @Test
  void rollups_and_raw_posts_tell_the_same() {
    Random random = new Random(11);
    for (int i = 0; i < 25; i++) {
      String t = Windows.random(random);
      String filter = List.of("", "&network=bluesky", "&c=FRA,BRA").get(random.nextInt(3));
      Windows.assertSame(
          hub,
          "/matrix?limit=500&how=%s&t=%s%s"
              .formatted(List.of("all", "mention", "quote").get(i % 3), t, filter));
      Windows.assertSame(hub, "/hashtags?t=%s%s".formatted(t, filter));
      Windows.assertSame(
          hub,
          "/series?step=%s&m=%s&t=%s%s"
              .formatted(
                  List.of("day", "week", "hour").get(i % 3),
                  List.of("posts", "engagement", "effectiveness", "conversational").get(i % 4),
                  t,
                  filter));
      Windows.assertSame(hub, "/series?step=day&tag=peace&t=%s%s".formatted(t, filter));
    }
  }
}
