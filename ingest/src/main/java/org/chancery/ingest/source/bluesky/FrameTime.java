package org.chancery.ingest.source.bluesky;

/**
 * Reads off a raw frame of Jetstream where it stands, without parsing it: hosts write that near the
 * start, before the record.
 */
final class FrameTime {
  private static final String TIME_US = "\"time_us\":";
  private static final String TIME = "\"time\":\"";
  private static final String SEQ = "\"seq\":";
  private static final String COMMIT = "#commit\"";
  private static final String RECORD = "\"record\":";
  private static final int HEAD = 400;
  private static final int MOST_DIGITS = 18;

  private FrameTime() {}

  /** Microseconds since 1970; 0 when they do not stand where they are expected. */
  static long of(String frame) {
    long v1 = number(frame, TIME_US, HEAD);
    if (v1 != 0) {
      return v1;
    }
    int limit = headOfCommit(frame);
    int at = limit == 0 ? -1 : frame.indexOf(TIME, 0, limit);
    if (at < 0) {
      return 0;
    }
    int from = at + TIME.length();
    int end = frame.indexOf('"', from, Math.min(frame.length(), from + 40));
    return end < 0 ? 0 : AtTime.micros(frame.substring(from, end));
  }

  /** The number that a host of v2 gave the event; 0 when it does not stand where expected. */
  static long seq(String frame) {
    return number(frame, SEQ, headOfCommit(frame));
  }

  /**
   * Identity and account events of v2 hold another number and time, those of the host's own source:
   * only in a commit the first is the one that is meant. 0 for others.
   */
  private static int headOfCommit(String frame) {
    int limit = Math.min(HEAD, frame.length());
    if (frame.indexOf(COMMIT, 0, limit) < 0) {
      return 0;
    }
    int record = frame.indexOf(RECORD, 0, limit);
    return record < 0 ? limit : record;
  }

  private static long number(String frame, String field, int limit) {
    int at = frame.indexOf(field, 0, Math.min(limit, frame.length()));
    if (at < 0) {
      return 0;
    }
    at += field.length();
    long number = 0;
    int end = Math.min(frame.length(), at + MOST_DIGITS);
    while (at < end && frame.charAt(at) >= '0' && frame.charAt(at) <= '9') {
      number = number * 10 + frame.charAt(at) - '0';
      at++;
    }
    return number;
  }
}
