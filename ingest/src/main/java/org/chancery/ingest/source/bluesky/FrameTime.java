package org.chancery.ingest.source.bluesky;

/** Reads {@code time_us} off a raw frame: Jetstream writes it near the start, before the record. */
final class FrameTime {
  private static final String FIELD = "\"time_us\":";
  private static final int HEAD = 300;
  private static final int MOST_DIGITS = 17;

  private FrameTime() {}

  /** Microseconds since 1970; 0 when it does not stand where it is expected. */
  static long of(String frame) {
    int at = frame.indexOf(FIELD, 0, Math.min(HEAD, frame.length()));
    if (at < 0) {
      return 0;
    }
    at += FIELD.length();
    long time = 0;
    int end = Math.min(frame.length(), at + MOST_DIGITS);
    while (at < end && Character.digit(frame.charAt(at), 10) >= 0) {
      time = time * 10 + Character.digit(frame.charAt(at), 10);
      at++;
    }
    return time;
  }
}
