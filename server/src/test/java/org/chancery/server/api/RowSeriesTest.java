package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chancery.core.time.Window;
import org.chancery.server.api.World.Said;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Posts of the rows of a ranking over time, against a recount of what was said. */
class RowSeriesTest {
  private static final Window WINDOW =
      new Window(Instant.parse("2026-02-27T05:00:00Z"), Instant.parse("2026-03-09T22:30:00Z"));
  private static final Duration DAY = Duration.ofDays(1);

  private final TestHub hub = TestHub.hub();

  @Test
  void by_day() {
    equalARecount("day", Instant.parse("2026-02-27T00:00:00Z"), DAY, 11);
  }

  @Test
  void by_week_from_monday_to_monday() {
    equalARecount("week", Instant.parse("2026-02-23T00:00:00Z"), DAY.multipliedBy(7), 3);
  }

  private void equalARecount(String step, Instant first, Duration width, int buckets) {
    String asked = "&step=%s&t=%s..%s".formatted(step, WINDOW.from(), WINDOW.to());
    Map<String, List<Long>> actors =
        recount(s -> s.actor() == null ? "" : s.actor().id(), first, width, buckets);
    Map<String, List<Long>> countries = recount(Said::country, first, width, buckets);
    assertThat(actors.values())
        .anySatisfy(each -> assertThat(Set.copyOf(each)).hasSizeGreaterThan(2));
    for (ApiHandler handler : List.of(hub.rollups, hub.raw)) {
      assertThat(series(handler, "/rankings?limit=7" + asked)).isEqualTo(actors);
      assertThat(series(handler, "/rankings?m=engagement&of=countries" + asked))
          .isEqualTo(countries);
    }
    hub.all(hub.rollups, "/rankings?of=accounts" + asked)
        .forEach(
            row ->
                assertThat(row.get("series").valueStream().mapToLong(JsonNode::asLong).sum())
                    .isEqualTo(row.get("posts").asLong()));
  }

  /** Of rows with at least one post. */
  private Map<String, List<Long>> series(ApiHandler handler, String address) {
    Map<String, List<Long>> series = new TreeMap<>();
    for (JsonNode row : hub.all(handler, address)) {
      if (row.get("posts").asLong() > 0) {
        series.put(
            row.get("id").asString(),
            row.get("series").valueStream().map(JsonNode::asLong).toList());
      }
    }
    return series;
  }

  private Map<String, List<Long>> recount(
      Function<Said, String> key, Instant first, Duration width, int buckets) {
    Map<String, List<Said>> by =
        hub.world.said.stream()
            .filter(s -> s.in(WINDOW) && s.own() && key.apply(s) != null)
            .collect(Collectors.groupingBy(key));
    Map<String, List<Long>> series = new TreeMap<>();
    by.forEach(
        (k, all) ->
            series.put(
                k,
                Stream.iterate(first, begin -> begin.plus(width))
                    .limit(buckets)
                    .map(begin -> new Window(begin, begin.plus(width)))
                    .map(bucket -> all.stream().filter(s -> s.in(bucket)).count())
                    .toList()));
    return series;
  }

  @Test
  void rows_have_none_unless_asked_for_and_not_a_long_one() {
    assertThat(hub.get("/rankings?t=7d").get("rows").get(0).has("series")).isFalse();
    assertThat(
            hub.problem("/rankings?step=day&t=2020-01-01..2026-01-01", 400)
                .get("detail")
                .asString())
        .contains("wider step");
  }
}
