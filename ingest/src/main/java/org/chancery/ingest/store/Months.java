package org.chancery.ingest.store;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Tells months in UTC, at once while one moment lies in the month of the last. Not thread-safe. */
final class Months {
  private @Nullable YearMonth last;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;

  YearMonth month(Instant at) {
    if (last == null || at.isBefore(from) || !at.isBefore(to)) {
      last = YearMonth.from(at.atZone(ZoneOffset.UTC));
      from = begin(last);
      to = begin(last.plusMonths(1));
    }
    return last;
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
