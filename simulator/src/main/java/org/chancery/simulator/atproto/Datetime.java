package org.chancery.simulator.atproto;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How records write a moment: ISO 8601, UTC, milliseconds. */
public final class Datetime {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Datetime() {}

  /**
   * @param micros Unix microseconds; what is below a millisecond is cut off
   */
  public static String of(long micros) {
    return MILLIS.format(Instant.ofEpochMilli(Math.floorDiv(micros, 1_000L)));
  }
}
