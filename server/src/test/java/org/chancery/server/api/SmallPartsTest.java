package org.chancery.server.api;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chancery.core.time.Window;
import org.chancery.server.api.answer.Csv;
import org.chancery.server.api.query.Nearest;
import org.chancery.server.api.sql.Cover;
import org.junit.jupiter.api.Test;

/** Parts that need no store. */
class SmallPartsTest {
  /** A row with all that a cell can be. */
  public record Cells(String text, double number, long whole, List<String> list, boolean flag) {}

  @Test
  void texts_that_begin_like_formulas_get_an_apostrophe_and_numbers_never_do() {
    List<Cells> rows =
        List.of(
            new Cells("=1+1", -2.5, -7, List.of("@a", "b"), true),
            new Cells("＝1", 1e-9, 0, List.of(), false),
            new Cells("a,\"b\"\nc", Double.NaN, 3, List.of("x"), false),
            new Cells("-minus", 3, 1, List.of(), true),
            new Cells("\ttab", 0.1, 1, List.of(), true));
    assertThat(new String(Csv.bytes(Cells.class, rows), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "text,number,whole,list,flag\r\n"
                + "'=1+1,-2.5,-7,'@a b,true\r\n"
                + "'＝1,0.0000000010,0,,false\r\n"
                + "\"a,\"\"b\"\"\nc\",,3,x,false\r\n"
                + "'-minus,3,1,,true\r\n"
                + "'\ttab,0.1,1,,true\r\n");
  }

  @Test
  void months_weeks_and_days_make_up_a_window_each_day_once() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      LocalDate from = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(800));
      LocalDate to = from.plusDays(1 + random.nextInt(120));
      List<Cover.Unit> units = Cover.calendar(window(from, to));
      Map<LocalDate, Integer> days = new HashMap<>();
      for (Cover.Unit unit : units) {
        LocalDate end =
            switch (unit.grain()) {
              case MONTH -> unit.start().plusMonths(1);
              case WEEK -> unit.start().plusWeeks(1);
              case DAY -> unit.start().plusDays(1);
            };
        unit.start().datesUntil(end).forEach(day -> days.merge(day, unit.sign(), Integer::sum));
      }
      days.values().removeIf(n -> n == 0);
      assertThat(days.keySet()).isEqualTo(new HashSet<>(from.datesUntil(to).toList()));
      assertThat(days.values()).containsOnly(1);
      assertThat(units.size()).isLessThanOrEqualTo(forwardOnly(from, to));
    }
    assertThat(Cover.calendar(window(LocalDate.of(2026, 10, 2), LocalDate.of(2026, 11, 1))))
        .containsExactlyInAnyOrder(
            new Cover.Unit(Cover.Grain.DAY, LocalDate.of(2026, 10, 1), -1),
            new Cover.Unit(Cover.Grain.MONTH, LocalDate.of(2026, 10, 1), 1));
  }

  /** Units of the plain way: the greatest that fits, day after day. */
  private static int forwardOnly(LocalDate from, LocalDate to) {
    int units = 0;
    for (LocalDate at = from; at.isBefore(to); units++) {
      if (at.getDayOfMonth() == 1 && !at.plusMonths(1).isAfter(to)) {
        at = at.plusMonths(1);
      } else if (at.getDayOfWeek() == DayOfWeek.MONDAY && !at.plusWeeks(1).isAfter(to)) {
        at = at.plusWeeks(1);
      } else {
        at = at.plusDays(1);
      }
    }
    return units;
  }

  private static Window window(LocalDate from, LocalDate to) {
    return new Window(
        from.atStartOfDay().toInstant(ZoneOffset.UTC), to.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  @Test
  void a_window_inside_one_day_is_all_rest() {
    Window window =
        new Window(Instant.parse("2026-03-20T01:00:00Z"), Instant.parse("2026-03-20T23:00:00Z"));
    assertThat(Cover.of(window, DAYS)).isEqualTo(Cover.raw(window));
    assertThat(Cover.of(window, ChronoUnit.HOURS))
        .isEqualTo(new Cover(window, List.of(), List.of()));
  }

  @Test
  void a_day_that_lacks_little_is_taken_whole_and_the_little_is_taken_away() {
    assertThat(Cover.nearest(between("2026-03-20T23:00:00Z", "2026-03-22T23:00:00Z"), DAYS))
        .isEqualTo(
            new Cover(
                between("2026-03-21T00:00:00Z", "2026-03-23T00:00:00Z"),
                List.of(between("2026-03-20T23:00:00Z", "2026-03-21T00:00:00Z")),
                List.of(between("2026-03-22T23:00:00Z", "2026-03-23T00:00:00Z"))));
    Window few = between("2026-03-20T09:00:00Z", "2026-03-20T15:00:00Z");
    assertThat(Cover.nearest(few, DAYS)).as("of 18 hours too much").isEqualTo(Cover.raw(few));
  }

  /** However a window is covered, each moment counts once. */
  @Test
  void whole_and_rest_less_excess_are_the_window() {
    Random random = new Random(1);
    Instant begin = Instant.parse("2026-03-20T00:00:00Z");
    for (int i = 0; i < 2_000; i++) {
      Instant from = begin.plusSeconds(random.nextInt(200) * 1800L);
      Window window = new Window(from, from.plusSeconds((1 + random.nextInt(200)) * 1800L));
      for (Cover cover : List.of(Cover.of(window, DAYS), Cover.nearest(window, DAYS))) {
        for (Instant at = begin.minusSeconds(86_400);
            at.isBefore(begin.plusSeconds(10 * 86_400L));
            at = at.plusSeconds(1800)) {
          long times = -in(cover.excess(), at) + in(cover.rest(), at);
          times += cover.whole() == null ? 0 : in(List.of(cover.whole()), at);
          assertThat(times).as("%s of %s", at, cover).isEqualTo(in(List.of(window), at));
        }
      }
    }
  }

  private static long in(List<Window> windows, Instant at) {
    return windows.stream().filter(w -> !at.isBefore(w.from()) && at.isBefore(w.to())).count();
  }

  private static Window between(String from, String to) {
    return new Window(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void the_nearest_word_is_offered_only_when_it_is_near() {
    assertThat(Nearest.to("limti", List.of("limit", "lang"))).contains("limit");
    assertThat(Nearest.to("xyzzy", List.of("limit", "lang"))).isEmpty();
    assertThat(Nearest.to("x".repeat(5_000), List.of("limit"))).isEmpty();
  }
}
