package org.chancery.core.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The column {@code checked}: from when on a source is known to show its fact. */
public final class SourceDay {
  private SourceDay() {}

  /**
   * The first moment of the day in UTC, of the last day where only a month or a year is given.
   *
   * @param checked {@code yyyy}, {@code yyyy-MM}, {@code yyyy-MM-dd} or an instant with its zone
   * @return null where there is none, or no date
   */
  public static @Nullable Instant of(@Nullable String checked) {
    if (checked == null) {
      return null;
    }
    try {
      return switch (checked.length()) {
        case 4 -> start(Year.parse(checked).atMonth(12).atEndOfMonth());
        case 7 -> start(YearMonth.parse(checked).atEndOfMonth());
        case 10 -> start(LocalDate.parse(checked));
        default -> OffsetDateTime.parse(checked).toInstant();
      };
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
