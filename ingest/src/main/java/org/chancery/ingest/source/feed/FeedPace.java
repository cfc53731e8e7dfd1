package org.chancery.ingest.source.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.chancery.ingest.source.Pace;

/** How often feeds are asked. */
final class FeedPace {
  static final Duration FIRST = Duration.ofMinutes(30);
  static final Duration SHORTEST = Duration.ofMinutes(10);
  static final Duration LONGEST = Duration.ofHours(6);
  static final Duration LONGEST_AFTER_FAILURE = Duration.ofHours(24);
  private static final Pace PACE = new Pace(SHORTEST, LONGEST, LONGEST_AFTER_FAILURE);

  private FeedPace() {}

  static Duration afterAnswer(Duration pause, boolean news) {
    return PACE.afterAnswer(pause, news);
  }

  static Duration afterFailure(Duration pause, int failures) {
    return PACE.afterFailure(pause, failures);
  }

  static Duration jittered(Duration pause, RandomGenerator chance) {
    return Pace.jittered(pause, chance);
  }
}
