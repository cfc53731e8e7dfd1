package org.chancery.ingest.egress;

/** The way out. Thread-safe. */
@FunctionalInterface
public interface Egress {
  /**
   * Asks, and waits for the whole answer or for the reason why there is none. Nothing that a remote
   * does is thrown; an interrupt is told as {@link Outcome.Cause#CANCELLED} and stays set.
   */
  Outcome fetch(Ask ask);
}
