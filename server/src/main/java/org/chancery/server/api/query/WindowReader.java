package org.chancery.server.api.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.time.Window;

/**
 * Reads {@code t}: {@code 24h} ends with the current UTC hour, {@code 7d} with the current UTC day,
 * {@code a..b} is half-open. Thread-safe.
 */
final class WindowReader {
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,4})([hd])");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int MOST_HOURS = 24 * 366;
  private static final int MOST_DAYS = 36_600;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private WindowReader() {}

  static Window read(String text, Instant now) {
    Matcher span = SPAN.matcher(text);
    if (span.matches()) {
      int n = Integer.parseInt(span.group(1));
      boolean hours = span.group(2).equals("h");
      if (n > (hours ? MOST_HOURS : MOST_DAYS)) {
        throw bad("spans are at most %dh or %dd".formatted(MOST_HOURS, MOST_DAYS), text);
      }
      ChronoUnit unit = hours ? ChronoUnit.HOURS : ChronoUnit.DAYS;
      Instant to = now.truncatedTo(unit).plus(1, unit);
      return new Window(to.minus(n, unit), to);
    }
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw bad("t takes 24h, 7d, 30d or from..to", text);
    }
    Instant from = moment(text.substring(0, dots), text);
    Instant to = moment(text.substring(dots + 2), text);
    if (!from.isBefore(to)) {
      throw bad("the first moment must be before the second, which is not part of it", text);
    }
    return new Window(from, to);
  }

  private static Instant moment(String part, String text) {
    Instant at;
    try {
      at =
          DAY.matcher(part).matches()
              ? LocalDate.parse(part).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(part).toInstant();
    } catch (DateTimeException e) {
      throw bad(
          "%s is neither a date such as 2026-11-08 nor a moment such as 2026-11-08T12:00Z"
              .formatted(Problem.shown(part)),
          text);
    }
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw bad("moments lie between 1970 and 2200", text);
    }
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  private static Problem bad(String why, String text) {
    return Problem.bad("t", "%s; got %s".formatted(why, Problem.shown(text)));
  }
}
