package org.chancery.ingest.source.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a feed is asked again: half as long after news, half as long again after
 * none, doubled with each failure in a row. Pure but for the chance that it is given.
 */
final class FeedPace {
  static final Duration FIRST = Duration.ofMinutes(30);
  static final Duration SHORTEST = Duration.ofMinutes(10);
  static final Duration LONGEST = Duration.ofHours(6);
  static final Duration LONGEST_AFTER_FAILURE = Duration.ofHours(24);
  private static final double JITTER = 0.1;
  private static final int MOST_DOUBLINGS = 10;

  private FeedPace() {}

  static Duration afterAnswer(Duration pause, boolean news) {
    Duration next = news ? pause.dividedBy(2) : pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(SHORTEST) < 0 ? SHORTEST : next.compareTo(LONGEST) > 0 ? LONGEST : next;
  }

  /**
   * @param failures failures in a row, at least 1
   */
  static Duration afterFailure(Duration pause, int failures) {
    Duration next = pause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return next.compareTo(LONGEST_AFTER_FAILURE) > 0 ? LONGEST_AFTER_FAILURE : next;
  }

  /** Up to a tenth longer or shorter, so that feeds do not march in step. */
  static Duration jittered(Duration pause, RandomGenerator chance) {
    return Duration.ofMillis(
        (long) (pause.toMillis() * (1 + JITTER * (2 * chance.nextDouble() - 1))));
  }
}
