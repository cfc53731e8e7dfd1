package org.chancery.server.api.sql;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.time.Window;
import org.jspecify.annotations.Nullable;

/**
 * A window as whole units (hours or days, which rollups hold) and what is left at its ends (which
 * is read from raw posts). Immutable.
 *
 * @param whole null when no whole unit lies in the window
 * @param rest zero, one or two windows
 */
public record Cover(@Nullable Window whole, List<Window> rest) {
  /** Covers with whole UTC units. */
  public static Cover of(Window window, ChronoUnit unit) {
    Instant first = window.from().truncatedTo(unit);
    if (first.isBefore(window.from())) {
      first = first.plus(1, unit);
    }
    Instant last = window.to().truncatedTo(unit);
    if (!first.isBefore(last)) {
      return new Cover(null, List.of(window));
    }
    List<Window> rest = new ArrayList<>(2);
    if (window.from().isBefore(first)) {
      rest.add(new Window(window.from(), first));
    }
    if (last.isBefore(window.to())) {
      rest.add(new Window(last, window.to()));
    }
    return new Cover(new Window(first, last), List.copyOf(rest));
  }

  /** Everything from raw posts. */
  public static Cover raw(Window window) {
    return new Cover(null, List.of(window));
  }

  /** First days of the fewest months, weeks and days that make up a window of whole days. */
  public record Calendar(List<LocalDate> months, List<LocalDate> weeks, List<LocalDate> days) {
    public static Calendar of(Window whole) {
      Calendar calendar = new Calendar(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      LocalDate from = day(whole.from());
      LocalDate to = day(whole.to());
      LocalDate month =
          from.getDayOfMonth() == 1 ? from : from.with(TemporalAdjusters.firstDayOfNextMonth());
      LocalDate end = month;
      while (!end.plusMonths(1).isAfter(to)) {
        calendar.months.add(end);
        end = end.plusMonths(1);
      }
      if (calendar.months.isEmpty()) {
        calendar.weeksAndDays(from, to);
      } else {
        calendar.weeksAndDays(from, month);
        calendar.weeksAndDays(end, to);
      }
      return calendar;
    }

    private void weeksAndDays(LocalDate from, LocalDate to) {
      LocalDate at = from;
      while (at.isBefore(to)) {
        if (at.getDayOfWeek() == DayOfWeek.MONDAY && !at.plusWeeks(1).isAfter(to)) {
          weeks.add(at);
          at = at.plusWeeks(1);
        } else {
          days.add(at);
          at = at.plusDays(1);
        }
      }
    }
  }

  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
