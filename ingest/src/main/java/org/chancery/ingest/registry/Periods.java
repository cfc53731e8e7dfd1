package org.chancery.ingest.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates of registry files: {@code yyyy}, {@code yyyy-MM}, {@code yyyy-MM-dd} or an instant with its
 * zone ({@code 2017-01-20T17:00:00Z}). A date is its first moment in UTC, for {@code from} and for
 * {@code to} alike: {@code to} is exclusive, so "to 2017-05-14" is until before that day began.
 */
public final class Periods {
  public static final String ALLOWED =
      "yyyy, yyyy-MM, yyyy-MM-dd or an instant such as 2017-01-20T17:00:00Z";

  private static final LocalDate FIRST = LocalDate.of(1800, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

  private Periods() {}

  /** Empty when it is no date, or one outside the years 1800 to 2200. */
  public static Optional<Instant> read(String cell) {
    try {
      return Optional.of(parse(cell)).filter(Periods::inRange);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** As a file has it: a whole UTC day as a date, else the instant; empty for null. */
  public static String written(@Nullable Instant at) {
    if (at == null) {
      return "";
    }
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return at.equals(start(day)) ? day.toString() : at.toString();
  }

  private static Instant parse(String cell) {
    return switch (cell.length()) {
      case 4 -> start(Year.parse(cell).atDay(1));
      case 7 -> start(YearMonth.parse(cell).atDay(1));
      case 10 -> start(LocalDate.parse(cell));
      default -> OffsetDateTime.parse(cell).toInstant();
    };
  }

  private static boolean inRange(Instant at) {
    return !at.isBefore(start(FIRST)) && at.isBefore(start(LAST));
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
