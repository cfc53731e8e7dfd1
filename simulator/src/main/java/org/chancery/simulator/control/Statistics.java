package org.chancery.simulator.control;

import java.util.Map;

/**
 * The simulator in numbers.
 *
 * @param ledger lines by what they say
 * @param events on the wire so far, whether or not anybody listens
 * @param spoolBytes what they take on disk
 * @param historyWhole whether all of history is there
 * @param pending actions that wait in the world
 * @param subscribers sockets that are open now
 * @param sent events sent, over all subscribers
 * @param largestLagBytes what the slowest subscriber had still to read when it last caught up a
 *     batch
 */
public record Statistics(
    Map<String, Long> ledger,
    long events,
    long spoolBytes,
    boolean historyWhole,
    int pending,
    int subscribers,
    long sent,
    long largestLagBytes) {
  public Statistics {
    ledger = Map.copyOf(ledger);
  }
}
