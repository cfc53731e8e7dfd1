package org.chancery.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Simulated time: {@code start + speed x real time since the clock was made}. Thread-safe.
 *
 * @param speed simulated seconds per real second, above 0
 * @param nanoTime a monotonic clock, nanoseconds
 * @param origin its value at {@code start}
 */
public record SimulatedClock(Instant start, double speed, LongSupplier nanoTime, long origin)
    implements InstantSource {
  public SimulatedClock {
    if (!(speed > 0)) throw new IllegalArgumentException("speed must be above 0, was " + speed);
  }

  /** A clock that stands at {@code start} now. */
  public static SimulatedClock starting(Instant start, double speed, LongSupplier nanoTime) {
    return new SimulatedClock(start, speed, nanoTime, nanoTime.getAsLong());
  }

  @Override
  public Instant instant() {
    double seconds = (nanoTime.getAsLong() - origin) / 1e9 * speed;
    return start.plusSeconds((long) seconds).plusNanos((long) (seconds % 1 * 1e9));
  }
}
