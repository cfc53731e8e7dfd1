package org.chancery.simulator.world;

import java.time.Duration;
import java.time.Instant;

/**
 * What a world is made from; the same plan and cast give the same happenings.
 *
 * @param start when history ends and the live part begins
 * @param history how far back it goes, 0 or more
 * @param extraPerSimulatedSecond extra events of load, in the live part only; 0 for none
 * @param malformed whether broken lines come in the live part, about three a simulated hour
 */
public record WorldPlan(
    long seed, Instant start, Duration history, double extraPerSimulatedSecond, boolean malformed) {
  public WorldPlan {
    if (history.isNegative())
      throw new IllegalArgumentException("history must not be negative, was " + history);
    if (extraPerSimulatedSecond < 0) {
      throw new IllegalArgumentException(
          "extra load must not be negative, was " + extraPerSimulatedSecond);
    }
  }

  public Instant historyFrom() {
    return start.minus(history);
  }

  /** Unix microseconds of an instant. */
  public static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
