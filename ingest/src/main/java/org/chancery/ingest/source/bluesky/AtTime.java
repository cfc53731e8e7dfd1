package org.chancery.ingest.source.bluesky;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of the AT protocol: RFC 3339 and ISO 8601 at once. Written by hand, since millions are read
 * a day and the JDK's parser takes longer than all the rest of a frame.
 */
final class AtTime {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](?:\\.[0-9]{1,20})?"
              + "(?:Z|[+-][0-2][0-9]:[0-5][0-9])");
  private static final int LONGEST = 64;
  private static final int SECOND_END = 19;
  private static final int NANO_DIGITS = 9;

  private AtTime() {}

  /** Whether it has the form of a time, be it the 32nd of a month. */
  static boolean isWellFormed(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches() && !text.endsWith("-00:00");
  }

  /** The time, if the form is right and the calendar has it, from the year 0 on. */
  static Optional<Instant> parse(String text) {
    return isWellFormed(text) ? Optional.ofNullable(read(text)) : Optional.empty();
  }

  /**
   * The time of a text that may break the rules a little, as records in the wild do: whatever the
   * JDK takes for an offset date-time is taken as well.
   */
  static Optional<Instant> lenient(String text) {
    Instant read = read(text);
    if (read != null) {
      return Optional.of(read);
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The same in microseconds since 1970; 0 for a text that is no time of four-digit years. */
  static long micros(String text) {
    Instant at = lenient(text).orElse(Instant.EPOCH);
    return Math.abs(at.getEpochSecond()) > YEAR_10_000
        ? 0
        : at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }

  private static @Nullable Instant read(String text) {
    if (text.length() <= SECOND_END
        || text.length() > LONGEST
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECOND_END);
    if (year < 0 || month < 1 || month > 12 || day < 1 || hour < 0 || minute < 0 || second < 0) {
      return null;
    }
    if (hour > 23
        || minute > 59
        || second > 59
        || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      return null;
    }
    int at = SECOND_END;
    int nanos = 0;
    if (text.charAt(at) == '.') {
      int digits = 0;
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        if (digits < NANO_DIGITS) {
          nanos = nanos * 10 + text.charAt(at) - '0';
        }
        digits++;
        at++;
      }
      if (digits == 0) {
        return null;
      }
      for (int i = digits; i < NANO_DIGITS; i++) {
        nanos *= 10;
      }
    }
    Integer offset = offset(text, at);
    if (offset == null) {
      return null;
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400
            + hour * 3_600L
            + minute * 60L
            + second
            - offset;
    return seconds < YEAR_ZERO ? null : Instant.ofEpochSecond(seconds, nanos);
  }

  private static final long YEAR_10_000 = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400;
  private static final long YEAR_ZERO = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;

  /** Seconds east of Greenwich. */
  private static @Nullable Integer offset(String text, int at) {
    int left = text.length() - at;
    if (left == 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    if (left != 6 || text.charAt(at + 3) != ':') {
      return null;
    }
    int hours = number(text, at + 1, at + 3);
    int minutes = number(text, at + 4, at + 6);
    char sign = text.charAt(at);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || (sign != '+' && sign != '-')) {
      return null;
    }
    return (sign == '-' ? -1 : 1) * (hours * 3_600 + minutes * 60);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The number of the digits, -1 where one is none. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
