package org.chancery.ingest.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is asked again: half as long after news, half as long again
 * after none, doubled with each failure in a row. Immutable; pure but for the chance it is given.
 *
 * @param shortest time between two readings, however much news there is
 * @param longest time between two readings without news
 * @param longestAfterFailure time between two tries
 */
public record Pace(Duration shortest, Duration longest, Duration longestAfterFailure) {
  private static final double JITTER = 0.1;
  private static final int MOST_DOUBLINGS = 10;

  /** The pause that follows on a pause. */
  public Duration afterAnswer(Duration pause, boolean news) {
    Duration next = news ? pause.dividedBy(2) : pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(shortest) < 0 ? shortest : next.compareTo(longest) > 0 ? longest : next;
  }

  /**
   * @param failures failures in a row, at least 1
   */
  public Duration afterFailure(Duration pause, int failures) {
    Duration next = pause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return next.compareTo(longestAfterFailure) > 0 ? longestAfterFailure : next;
  }

  /** Up to a tenth longer or shorter, so that what is asked does not march in step. */
  public static Duration jittered(Duration pause, RandomGenerator chance) {
    return Duration.ofMillis(
        (long) (pause.toMillis() * (1 + JITTER * (2 * chance.nextDouble() - 1))));
  }
}
