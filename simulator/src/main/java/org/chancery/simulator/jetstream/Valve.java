package org.chancery.simulator.jetstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Holds the stream back, or keeps new subscribers out, for a while. Thread-safe. */
public final class Valve {
  private final LongSupplier nanoTime;
  private final AtomicLong silentUntil;
  private final AtomicLong closedUntil;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong held = new AtomicLong();

  /**
   * @param nanoTime a monotonic clock, nanoseconds
   */
  public Valve(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.silentUntil = new AtomicLong(nanoTime.getAsLong());
    this.closedUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /** Nothing is sent until the time is over; then all that was held back is. */
  public void silence(Duration time) {
    silentUntil.set(nanoTime.getAsLong() + time.toNanos());
  }

  /** New subscribers are turned away with 503 until the time is over. */
  public void refuse(Duration time) {
    closedUntil.set(nanoTime.getAsLong() + time.toNanos());
  }

  /** Whether a new subscriber is to be turned away; counts it if so. */
  boolean turnsAway() {
    boolean away = closedUntil.get() - nanoTime.getAsLong() > 0;
    if (away) refused.incrementAndGet();
    return away;
  }

  /** Waits as long as there is silence. */
  void pass() throws InterruptedException {
    long left = silentUntil.get() - nanoTime.getAsLong();
    if (left > 0) held.incrementAndGet();
    while (left > 0) {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, 20_000_000L));
      left = silentUntil.get() - nanoTime.getAsLong();
    }
  }

  /** How many subscribers were turned away so far. */
  public long refused() {
    return refused.get();
  }

  /** How often a subscriber with something to read was held back so far. */
  public long held() {
    return held.get();
  }
}
