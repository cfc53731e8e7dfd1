package org.chancery.ingest.source.mastodon;

import java.time.Duration;
import org.chancery.ingest.source.Pace;

/** How often accounts are visited: a visit is one request where nothing happened. */
final class AccountPace {
  static final Duration FIRST = Duration.ofMinutes(10);

  /** Where more waits than one visit reads. */
  static final Duration AT_ONCE = Duration.ofSeconds(10);

  static final Pace PACE =
      new Pace(Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofHours(24));

  private AccountPace() {}
}
