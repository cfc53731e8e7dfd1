package org.chancery.core.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The 95 % intervals of counts, means and shares. Quantiles are in {@link LogHistogram}.
 * Thread-safe.
 *
 * <ol>
 *   <li>Student, "The probable error of a mean", Biometrika 6 (1908).
 *   <li>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA
 *       22 (1927), eq. 1; recommended for all n by Brown, Cai and DasGupta, Statistical Science 16
 *       (2001).
 * </ol>
 */
public final class Intervals {
  private static final int MOST_KEPT = 4_096;
  private static final Map<Long, Double> STUDENT = new ConcurrentHashMap<>();

  /** Share of intervals that hold the true value. */
  public static final double CONFIDENCE = 0.95;

  /** The 97.5 % point of the normal distribution. */
  static final double Z = 1.959963984540054;

  private Intervals() {}

  /**
   * A count of what was heard. What was not heard can only add to it, so the interval goes up from
   * the value to what it would be if the silence was like the rest.
   *
   * @param heard share of the time (of the accounts' hours) heard, 0..1; at 0 no upper end is known
   */
  public static Estimate count(long value, double heard) {
    if (!(heard >= 0 && heard <= 1) || value < 0) {
      throw new IllegalArgumentException(
          "count takes a value from 0 and a share of 0..1, was %d, %s".formatted(value, heard));
    }
    double high = heard == 0 ? Double.POSITIVE_INFINITY : value / heard;
    return new Estimate(value, value, high, value, true);
  }

  /**
   * A mean of values that are never negative, with Student's t interval [1], from the three sums
   * that rollups keep. The lower end is not below 0. On skewed values with few posts it covers less
   * than 95 %: the minimum of posts is there for that.
   *
   * @param n number of values
   * @param sumOfSquares of the same values
   * @param minimum below this many values: not enough; 0 or 1 switches that off
   */
  public static Estimate mean(long n, double sum, double sumOfSquares, long minimum) {
    if (n < 1 || n < minimum) {
      return Estimate.notEnough(Math.max(n, 0));
    }
    double mean = sum / n;
    if (n == 1) {
      return new Estimate(mean, 0, Double.POSITIVE_INFINITY, 1, true);
    }
    // The subtraction may leave a tiny negative number where all values are equal.
    double variance = Math.max(0, (sumOfSquares - sum * mean) / (n - 1));
    double half = studentQuantile(n - 1) * Math.sqrt(variance / n);
    return new Estimate(mean, Math.max(0, mean - half), mean + half, n, true);
  }

  /**
   * A share {@code hits / n} with Wilson's score interval [2], which stays inside 0..1.
   *
   * @param minimum below this many: not enough; 0 or 1 switches that off
   */
  public static Estimate share(long hits, long n, long minimum) {
    if (hits < 0 || hits > n) {
      throw new IllegalArgumentException("hits must be 0..n, was %d of %d".formatted(hits, n));
    }
    if (n < 1 || n < minimum) {
      return Estimate.notEnough(n);
    }
    double share = (double) hits / n;
    double z2 = Z * Z;
    double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
    double low = hits == 0 ? 0 : Math.min(share, centre - half);
    double high = hits == n ? 1 : Math.max(share, centre + half);
    return new Estimate(share, low, high, n, true);
  }

  /** The 97.5 % point of Student's t with so many degrees of freedom. */
  static double studentQuantile(long degrees) {
    return degrees > MOST_KEPT
        ? findStudentQuantile(degrees)
        : STUDENT.computeIfAbsent(degrees, Intervals::findStudentQuantile);
  }

  private static double findStudentQuantile(long degrees) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
  }
}
