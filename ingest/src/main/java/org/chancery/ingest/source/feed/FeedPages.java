package org.chancery.ingest.source.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.Outcome;

/**
 * Asks for feeds so that many at once need little memory, whoever wrote them: most are small and
 * come side by side, a large one comes alone, and only one answer at a time is read and handed on.
 * Thread-safe.
 */
final class FeedPages {
  /** Bytes of an answer that may come beside others. */
  static final long SMALL = 1 << 20;

  /** When a large one is tried again that finds another before it: nobody waits for its end. */
  private static final Duration LARGE_AGAIN = Duration.ofMinutes(1);

  private final Egress egress;
  private final InstantSource clock;
  private final Semaphore large = new Semaphore(1);
  private final Semaphore reading = new Semaphore(1, true);

  FeedPages(Egress egress, InstantSource clock) {
    this.egress = egress;
    this.clock = clock;
  }

  /** Takes what came, and may wait until somebody wants what it makes of it. */
  @FunctionalInterface
  interface Reader {
    void read(Outcome outcome) throws InterruptedException;
  }

  /**
   * Asks, and lets the answer be read. While a large one is under way, another is told to come
   * again ({@code NOT_YET}), so that slow large ones cannot take the places of others.
   */
  void ask(Ask ask, Reader reader) throws InterruptedException {
    Outcome outcome = egress.fetch(ask.atMost(SMALL));
    if (!isTooLarge(outcome)) {
      alone(outcome, reader);
      return;
    }
    if (!large.tryAcquire()) {
      Instant again = clock.instant().plus(LARGE_AGAIN);
      alone(
          new Outcome.Refused(Outcome.Rule.NOT_YET, "another large one is being read", again),
          reader);
      return;
    }
    try {
      alone(egress.fetch(ask), reader);
    } finally {
      large.release();
    }
  }

  private void alone(Outcome outcome, Reader reader) throws InterruptedException {
    reading.acquire();
    try {
      reader.read(outcome);
    } finally {
      reading.release();
    }
  }

  private static boolean isTooLarge(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        && refused.rule() == Outcome.Rule.BODY_TOO_LARGE;
  }
}
