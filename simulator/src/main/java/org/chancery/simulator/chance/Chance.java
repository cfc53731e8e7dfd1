package org.chancery.simulator.chance;

import java.util.List;

/**
 * A seeded stream of chance: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), with {@link StrictMath},
 * so that the same seed gives the same world on every JDK and machine. Not thread-safe: one owner
 * each.
 */
public final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long origin;
  private long state;

  public Chance(long seed) {
    this.origin = seed;
    this.state = seed;
  }

  /**
   * A stream of its own for one purpose: drawing from it never shifts this one, nor the other way
   * round.
   */
  public Chance split(String purpose) {
    return new Chance(mix(origin ^ mix(hash(purpose))));
  }

  /** A 64-bit finaliser: spreads any number over all bits. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A stable 64-bit hash of a text (FNV-1a, mixed). */
  public static long hash(String text) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * 0x100000001b3L;
    return mix(h);
  }

  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** In [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** In [0, bound). */
  public int nextInt(int bound) {
    return (int) Math.floorMod(nextLong() >>> 1, (long) bound);
  }

  public boolean happens(double probability) {
    return nextDouble() < probability;
  }

  public <T> T pick(List<T> from) {
    return from.get(nextInt(from.size()));
  }

  /**
   * Standard normal, by Box and Muller; one value of the pair is dropped to keep no hidden state.
   */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  /** Half of the values lie below {@code median}; {@code sigma} is the spread of the logarithm. */
  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** A count with the given mean: Knuth's product below 30, the normal approximation above. */
  public int poisson(double mean) {
    if (mean <= 0) return 0;
    if (mean > 30)
      return Math.max(0, (int) StrictMath.round(mean + StrictMath.sqrt(mean) * gaussian()));
    double limit = StrictMath.exp(-mean);
    double product = nextDouble();
    int count = 0;
    while (product > limit) {
      count++;
      product *= nextDouble();
    }
    return count;
  }
}
