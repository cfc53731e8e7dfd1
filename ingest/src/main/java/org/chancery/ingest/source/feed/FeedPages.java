package org.chancery.ingest.source.feed;

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

  private final Egress egress;
  private final Semaphore large = new Semaphore(1, true);
  private final Semaphore reading = new Semaphore(1, true);

  FeedPages(Egress egress) {
    this.egress = egress;
  }

  /** Takes what came, and may wait until somebody wants what it makes of it. */
  @FunctionalInterface
  interface Reader {
    void read(Outcome outcome) throws InterruptedException;
  }

  /** Asks, and lets the answer be read. */
  void ask(Ask ask, Reader reader) throws InterruptedException {
    Outcome outcome = egress.fetch(ask.atMost(SMALL));
    if (!isTooLarge(outcome)) {
      alone(outcome, reader);
      return;
    }
    large.acquire();
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
