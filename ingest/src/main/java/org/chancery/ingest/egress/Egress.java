package org.chancery.ingest.egress;

/** The way out. Thread-safe. */
@FunctionalInterface
public interface Egress {
  /**
   * Asks, and waits for the whole answer or for the reason why there is none. Nothing that a remote
   * does is thrown; an interrupt is told as {@link Outcome.Cause#CANCELLED} and stays set.
   */
  Outcome fetch(Ask ask);

  /**
   * Asks for a body that goes on, such as server-sent events, by the same rules: every hop is
   * checked, the head comes within the deadline, the host's turn is given back behind the head.
   *
   * @param longestLine most bytes of a line
   */
  default Opened open(Ask ask, int longestLine) {
    return new Opened.Shut(
        new Outcome.Refused(Outcome.Rule.ENCODING, "this way out gives whole answers only", null));
  }
}
