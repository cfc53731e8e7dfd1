package org.chancery.core.measure;

/**
 * A value with its 95 % interval. Immutable.
 *
 * @param value in the measure's unit; NaN when there is not enough data, never 0 in its place
 * @param low lower end, at most {@code value}; NaN with it
 * @param high upper end, at least {@code value}; positive infinity where no bound can be given (too
 *     few posts for one, or nothing was heard); NaN with {@code value}
 * @param n number of posts (or pairs, or accounts) the value rests on
 * @param enough whether {@code n} reaches the minimum of the measure
 */
public record Estimate(double value, double low, double high, long n, boolean enough) {
  public Estimate {
    boolean told = !Double.isNaN(value);
    if (told != enough || (told && !(low <= value && value <= high)) || n < 0) {
      throw new IllegalArgumentException(
          "estimate must be low <= value <= high, or NaN when not enough, was %s [%s, %s], n %d, enough %s"
              .formatted(value, low, high, n, enough));
    }
  }

  /** A value that is known exactly. */
  public static Estimate exact(double value, long n) {
    return new Estimate(value, value, value, n, true);
  }

  /** "Not enough data": neither 0 nor a rank. */
  public static Estimate notEnough(long n) {
    return new Estimate(Double.NaN, Double.NaN, Double.NaN, n, false);
  }

  /** Whether both ends of the interval are finite numbers. */
  public boolean bounded() {
    return enough && Double.isFinite(low) && Double.isFinite(high);
  }

  /** The same in another unit or per something. */
  public Estimate times(double factor) {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("factor must be positive, was " + factor);
    }
    return enough ? new Estimate(value * factor, low * factor, high * factor, n, true) : this;
  }
}
