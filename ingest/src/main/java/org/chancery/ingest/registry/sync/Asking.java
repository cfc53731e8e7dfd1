package org.chancery.ingest.registry.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Asks, and asks again when a host says when: {@code Retry-After}, else a minute, as Wikidata's
 * operators want it. Thread-safe.
 */
final class Asking {
  private static final int MOST_TRIES = 3;
  private static final Duration WITHOUT_RETRY_AFTER = Duration.ofMinutes(1);

  /** Waits; the test's does not. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final Egress egress;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Duration longest;

  /**
   * @param longest a host that wants us to wait longer is given up for this run
   */
  Asking(Egress egress, InstantSource clock, Sleeper sleeper, Duration longest) {
    this.egress = egress;
    this.clock = clock;
    this.sleeper = sleeper;
    this.longest = longest;
  }

  Outcome fetch(Ask ask) {
    Outcome outcome = egress.fetch(ask);
    for (int tries = 1; tries < MOST_TRIES; tries++) {
      Instant again = again(outcome);
      if (again == null) {
        return outcome;
      }
      Duration wait = Duration.between(clock.instant(), again);
      if (wait.compareTo(longest) > 0) {
        return outcome;
      }
      try {
        sleeper.sleep(wait.isNegative() ? Duration.ZERO : wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Outcome.Failed(Outcome.Cause.CANCELLED, "interrupted");
      }
      outcome = egress.fetch(ask);
    }
    return outcome;
  }

  private @Nullable Instant again(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered a when a.status() == 429 || a.status() == 503 ->
          a.retryAt() != null ? a.retryAt() : clock.instant().plus(WITHOUT_RETRY_AFTER);
      case Outcome.Refused r when r.rule() == Outcome.Rule.NOT_YET -> r.until();
      case Outcome.Answered a -> null;
      case Outcome.Refused r -> null;
      case Outcome.Failed f -> null;
    };
  }

  /** Why there is no usable answer, one line. */
  static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered a -> "HTTP " + a.status();
      case Outcome.Refused r -> "%s: %s".formatted(r.rule(), r.detail());
      case Outcome.Failed f -> "%s: %s".formatted(f.cause(), f.detail());
    };
  }
}
