package org.chancery.server.api.sql;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chancery.core.time.Window;
import org.jspecify.annotations.Nullable;

/**
 * A window as whole units (hours or days, which rollups hold) and what is to be read from raw posts
 * at its ends. Immutable.
 *
 * @param whole null when no whole unit is worth while
 * @param rest what the window has beside the whole units: zero, one or two windows
 * @param excess what the whole units have and the window has not: zero, one or two windows
 */
public record Cover(@Nullable Window whole, List<Window> rest, List<Window> excess) {
  /** Covers with the whole UTC units that lie in the window. */
  public static Cover of(Window window, ChronoUnit unit) {
    return cover(window, ceiling(window.from(), unit), window.to().truncatedTo(unit));
  }

  /**
   * Covers with whole UTC units that begin and end where the fewest raw posts are to be read: a day
   * of which the window lacks an hour is a whole day, less that hour.
   */
  public static Cover nearest(Window window, ChronoUnit unit) {
    Cover cover = cover(window, nearest(window.from(), unit), nearest(window.to(), unit));
    Duration raw = length(cover.rest).plus(length(cover.excess));
    return raw.compareTo(window.length()) < 0 ? cover : raw(window);
  }

  private static Cover cover(Window window, Instant first, Instant last) {
    if (!first.isBefore(last)) {
      return raw(window);
    }
    List<Window> rest = new ArrayList<>(2);
    List<Window> excess = new ArrayList<>(2);
    between(window.from(), first, rest);
    between(first, window.from(), excess);
    between(last, window.to(), rest);
    between(window.to(), last, excess);
    return new Cover(new Window(first, last), List.copyOf(rest), List.copyOf(excess));
  }

  private static void between(Instant from, Instant to, List<Window> windows) {
    if (from.isBefore(to)) {
      windows.add(new Window(from, to));
    }
  }

  private static Instant ceiling(Instant at, ChronoUnit unit) {
    Instant floor = at.truncatedTo(unit);
    return floor.equals(at) ? at : floor.plus(1, unit);
  }

  private static Instant nearest(Instant at, ChronoUnit unit) {
    Instant floor = at.truncatedTo(unit);
    Instant ceiling = ceiling(at, unit);
    boolean down = Duration.between(floor, at).compareTo(Duration.between(at, ceiling)) <= 0;
    return down ? floor : ceiling;
  }

  private static Duration length(List<Window> windows) {
    return windows.stream().map(Window::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** Everything from raw posts. */
  public static Cover raw(Window window) {
    return new Cover(null, List.of(window), List.of());
  }

  /**
   * A month, a week or a day of the calendar.
   *
   * @param sign 1 to be added, -1 to be taken away
   */
  public record Unit(Grain grain, LocalDate start, int sign) {}

  /** What edges are kept by. */
  public enum Grain {
    MONTH("m"),
    WEEK("w"),
    DAY("d");

    final String column;

    Grain(String column) {
      this.column = column;
    }

    private boolean begins(LocalDate day) {
      return switch (this) {
        case MONTH -> day.getDayOfMonth() == 1;
        case WEEK -> day.getDayOfWeek() == DayOfWeek.MONDAY;
        case DAY -> true;
      };
    }

    private LocalDate step(LocalDate day, int sign) {
      return switch (this) {
        case MONTH -> day.plusMonths(sign);
        case WEEK -> day.plusWeeks(sign);
        case DAY -> day.plusDays(sign);
      };
    }
  }

  /**
   * The fewest units that add up to a window of whole days: October without its first day is a
   * month less a day, not three weeks and nine days. It is the shortest way from the first day to
   * the last, where a step forward adds a unit and a step back takes it away.
   */
  public static List<Unit> calendar(Window whole) {
    LocalDate from = day(whole.from());
    LocalDate to = day(whole.to());
    LocalDate earliest = from.minusMonths(1);
    LocalDate latest = to.plusMonths(1);
    Map<LocalDate, Unit> cameBy = new HashMap<>();
    Deque<LocalDate> ahead = new ArrayDeque<>(List.of(from));
    while (!cameBy.containsKey(to)) {
      LocalDate at = ahead.remove();
      for (Grain grain : Grain.values()) {
        for (int sign : grain.begins(at) ? new int[] {1, -1} : new int[0]) {
          LocalDate next = grain.step(at, sign);
          boolean within = !next.isBefore(earliest) && !next.isAfter(latest);
          if (within && !next.equals(from) && !cameBy.containsKey(next)) {
            cameBy.put(next, new Unit(grain, sign > 0 ? at : next, sign));
            ahead.add(next);
          }
        }
      }
    }
    List<Unit> units = new ArrayList<>();
    LocalDate at = to;
    while (!at.equals(from)) {
      Unit unit = cameBy.get(at);
      units.add(unit);
      at = unit.sign() > 0 ? unit.start() : unit.grain().step(unit.start(), 1);
    }
    return units.reversed();
  }

  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
