package org.chancery.server.api.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Reads {@code at}: the last millisecond of a UTC day, month or year. Thread-safe. */
final class EndOf {
  private static final int FIRST_YEAR = 1990;

  private EndOf() {}

  static Instant read(String text, Instant now) {
    LocalDate first;
    LocalDate after;
    try {
      switch (text.length()) {
        case 4 -> {
          first = Year.parse(text).atDay(1);
          after = first.plusYears(1);
        }
        case 7 -> {
          first = YearMonth.parse(text).atDay(1);
          after = first.plusMonths(1);
        }
        default -> {
          first = LocalDate.parse(text);
          after = first.plusDays(1);
        }
      }
    } catch (DateTimeException e) {
      throw bad("at takes a day, month or year such as 2026-11-08, 2026-11 or 2026", text);
    }
    if (first.getYear() < FIRST_YEAR || start(first).isAfter(now)) {
      throw bad("at takes a time from %d until now".formatted(FIRST_YEAR), text);
    }
    Instant last = start(after).minusMillis(1);
    return last.isAfter(now) ? now : last;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Problem bad(String why, String text) {
    return Problem.bad("at", "%s; got %s".formatted(why, Problem.shown(text)));
  }
}
