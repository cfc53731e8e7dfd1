package org.chancery.ingest.topology;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time under which a post counts. Networks tell the author's claim; it is believed when it lies
 * at most {@link #MOST_AHEAD} after and {@link #MOST_BEHIND} before the moment the post was seen,
 * else the moment it was seen counts and the claim is kept beside it.
 */
record EventTime(Instant at, @Nullable Instant claimed) {
  static final Duration MOST_AHEAD = Duration.ofMinutes(5);
  static final Duration MOST_BEHIND = Duration.ofDays(7);

  /**
   * Decides between claim and sight. Files that do not tell when a post was seen repeat the claim.
   */
  static EventTime decide(Instant claim, Instant seen) {
    boolean believed =
        !claim.isAfter(seen.plus(MOST_AHEAD)) && !claim.isBefore(seen.minus(MOST_BEHIND));
    return believed ? new EventTime(claim, null) : new EventTime(seen, claim);
  }
}
