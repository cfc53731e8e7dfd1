package org.chancery.ingest.source.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as files write them: ISO 8601 (a space for the T, no zone or no time of day allowed), epoch
 * seconds or milliseconds, the form of X ({@code Wed Oct 10 20:19:24 +0000 2018}), RFC 822, or a
 * pattern. Without a zone it is UTC.
 */
final class Times {
  /** From here on a number is milliseconds: 1973 if so, the year 5138 in seconds. */
  private static final long MILLIS_FROM = 100_000_000_000L;

  private static final DateTimeFormatter X_FORM =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("[EEE, ]d MMM yyyy HH:mm[:ss] [Z][z]", Locale.ENGLISH);
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[' ']")
          .appendPattern("[XXX][XX][X]['UTC']")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(java.time.format.ResolverStyle.STRICT)
          .withChronology(java.time.chrono.IsoChronology.INSTANCE);

  private Times() {}

  /**
   * Reads a time.
   *
   * @param pattern how it is written; null: any of the known forms
   * @return null when it cannot be read
   */
  static @Nullable Instant find(String text, @Nullable DateTimeFormatter pattern) {
    String given = text.strip();
    try {
      if (pattern != null) {
        return instant(pattern.parse(given));
      } else if (given.isEmpty() || given.length() > 64) {
        return null;
      } else if (number(given)) {
        return epoch(given);
      } else if (Character.isDigit(given.charAt(0)) && given.indexOf('-') == 4) {
        return iso(given);
      } else if (given.indexOf(',') < 0 && Character.isLetter(given.charAt(0))) {
        return ZonedDateTime.parse(given, X_FORM).toInstant();
      }
      return instant(RFC_822.parse(given));
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /**
   * A pattern for {@link #find}; an {@link IllegalArgumentException} says what is wrong with it.
   */
  static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private static Instant iso(String given) {
    char last = given.charAt(given.length() - 1);
    if (given.charAt(given.length() < 11 ? 0 : 10) == 'T' && (last == 'Z' || last == 'z')) {
      return Instant.parse(given);
    }
    return instant(ISO.parse(given));
  }

  private static Instant instant(TemporalAccessor parsed) {
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    var zone = parsed.query(TemporalQueries.zone());
    LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    return zone == null ? local.toInstant(ZoneOffset.UTC) : local.atZone(zone).toInstant();
  }

  private static boolean number(String given) {
    int digits = 0;
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      if (c == '.' && digits > 4) {
        continue;
      }
      if (c < '0' || c > '9') {
        return false;
      }
      digits++;
    }
    return digits > 4;
  }

  private static @Nullable Instant epoch(String given) {
    java.math.BigDecimal value = new java.math.BigDecimal(given);
    if (value.precision() - value.scale() > 13) {
      return null;
    }
    long whole = value.longValue();
    return whole >= MILLIS_FROM
        ? Instant.ofEpochMilli(whole)
        : Instant.ofEpochMilli(value.movePointRight(3).longValue());
  }

  /** The time in an X post's id (a snowflake), to the second as X shows it; null for older ids. */
  static @Nullable Instant ofSnowflake(String id) {
    try {
      long value = Long.parseLong(id);
      return value < 1L << 40
          ? null
          : Instant.ofEpochSecond(((value >> 22) + 1288834974657L) / 1000);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** An offset time in ISO 8601 as it is written to files. */
  static String write(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC).toInstant().toString();
  }
}
