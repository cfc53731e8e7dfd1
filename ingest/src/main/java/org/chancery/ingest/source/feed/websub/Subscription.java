package org.chancery.ingest.source.feed.websub;

import java.time.Duration;
import java.time.Instant;

/**
 * What is agreed with a hub about a feed. Immutable.
 *
 * @param feed as the registry or the settings name it
 * @param token last part of the callback address, by chance
 * @param secret key of the signatures
 * @param waits whether the hub was asked and has not verified yet
 * @param next when the hub is asked again, or given up if it has not verified
 * @param failures failures in a row, with whatever hub
 */
record Subscription(
    String feed,
    PushHub hub,
    String token,
    String secret,
    boolean waits,
    Instant asked,
    Instant next,
    int failures) {
  /** What is asked for; the hub decides. */
  static final Duration LEASE = Duration.ofDays(10);

  /** How long a hub may take to verify. */
  static final Duration VERIFIED_WITHIN = Duration.ofHours(1);

  /** A feed that names another hub than before is not asked about there sooner after the last. */
  static final Duration ANOTHER_HUB = Duration.ofHours(1);

  /** A hub that said no is asked again, for owners change their minds. */
  static final Duration AFTER_DENIAL = Duration.ofDays(7);

  private static final Duration FIRST_AFTER_FAILURE = Duration.ofHours(1);
  private static final int DOUBLINGS = 6;
  private static final Duration SOONEST = Duration.ofMinutes(10);
  private static final Duration LATEST = Duration.ofDays(24);
  private static final int SHARE_USED = 5;

  static Instant afterFailure(Instant now, int failures) {
    return now.plus(
        FIRST_AFTER_FAILURE.multipliedBy(1L << Math.clamp(failures - 1L, 0, DOUBLINGS)));
  }

  /** When a fifth of the lease is left; a long one is not trusted for that long. */
  static Instant renewal(Instant now, Duration lease) {
    Duration used = lease.dividedBy(SHARE_USED).multipliedBy(SHARE_USED - 1);
    Duration bounded = used.compareTo(LATEST) > 0 ? LATEST : used;
    return now.plus(bounded.compareTo(SOONEST) < 0 ? SOONEST : bounded);
  }
}
