package org.chancery.core.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Counts of values in the buckets of {@link LogBuckets}: it can be added up over hours, accounts
 * and countries and still answers any quantile within 1 %. Immutable, thread-safe.
 *
 * <ol>
 *   <li>Quantile: Hyndman and Fan, "Sample quantiles in statistical packages", The American
 *       Statistician 50 (1996), type 7: what R, NumPy and spreadsheets compute.
 *   <li>Interval: between two order statistics, whose ranks follow from the binomial distribution,
 *       for values of any distribution. Conover, "Practical nonparametric statistics" (1999),
 *       section 3.2.
 * </ol>
 */
public final class LogHistogram {
  private final int[] buckets;
  private final long[] upTo; // upTo[i] = values in buckets 0..i
  private final boolean whole;

  private LogHistogram(SortedMap<Integer, Long> counts, boolean whole) {
    this.whole = whole;
    buckets = new int[counts.size()];
    upTo = new long[counts.size()];
    long sum = 0;
    int size = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      if (entry.getValue() < 0) {
        throw new IllegalArgumentException("count must not be negative, was " + entry);
      }
      if (entry.getValue() > 0) {
        sum += entry.getValue();
        buckets[size] = entry.getKey();
        upTo[size++] = sum;
      }
    }
    Arrays.fill(buckets, size, buckets.length, Short.MAX_VALUE);
    Arrays.fill(upTo, size, upTo.length, sum);
  }

  /** Of pairs (bucket, count), as rollups keep them, of any non-negative values. */
  public static LogHistogram of(SortedMap<Integer, Long> counts) {
    return new LogHistogram(counts, false);
  }

  /** The same of values that are whole numbers: quantiles below 50 are then exact. */
  public static LogHistogram ofWholeNumbers(SortedMap<Integer, Long> counts) {
    return new LogHistogram(counts, true);
  }

  /** Puts values into buckets; see {@link LogBuckets#bucketOf} for what they may be. */
  public static SortedMap<Integer, Long> count(double... values) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (double value : values) {
      counts.merge(LogBuckets.bucketOf(value), 1L, Long::sum);
    }
    return counts;
  }

  /** Number of values. */
  public long size() {
    return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
  }

  /**
   * The p-quantile [1] with its 95 % interval [2]. With few values the order statistics that would
   * bound it do not exist: the lower end is then 0, the upper end infinite (the median needs 6
   * values, the quartiles 13).
   *
   * @param p above 0 and below 1; 0.5 is the median
   * @param minimum below this many values: not enough; 0 or 1 switches that off
   */
  public Estimate quantile(double p, long minimum) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must be between 0 and 1, was " + p);
    }
    long n = size();
    if (n < 1 || n < minimum) {
      return Estimate.notEnough(n);
    }
    double rank = (n - 1) * p + 1;
    long below = (long) rank;
    double lower = ordered(below);
    double upper = ordered(Math.min(n, below + 1));
    double value = lower + (rank - below) * (upper - lower);
    // With B ~ binomial(n, p): the value of rank l bounds from below if P(B < l) <= 2.5 %,
    // the value of rank u from above if P(B >= u) <= 2.5 %.
    long l = binomialRank(n, p, (1 - Intervals.CONFIDENCE) / 2);
    long u = binomialRank(n, p, (1 + Intervals.CONFIDENCE) / 2) + 1;
    double low = l < 1 ? 0 : Math.min(value, ordered(l));
    double high = u > n ? Double.POSITIVE_INFINITY : Math.max(value, ordered(u));
    return new Estimate(value, low, high, n, true);
  }

  public Estimate median(long minimum) {
    return quantile(0.5, minimum);
  }

  /** Smallest k with {@code P(B <= k) >= share}; beyond 100 000 values by the normal limit. */
  private static long binomialRank(long n, double p, double share) {
    if (n <= 100_000) {
      return BinomialDistribution.of((int) n, p).inverseCumulativeProbability(share);
    }
    double half = Intervals.Z * Math.sqrt(n * p * (1 - p));
    return (long) (share < 0.5 ? Math.floor(n * p - half) : Math.ceil(n * p + half));
  }

  /** The value of rank 1..n. */
  private double ordered(long rank) {
    int at = Arrays.binarySearch(upTo, rank);
    int first = at < 0 ? -at - 1 : at;
    while (first > 0 && upTo[first - 1] >= rank) {
      first--; // only past the empty end
    }
    return whole ? LogBuckets.wholeValueOf(buckets[first]) : LogBuckets.valueOf(buckets[first]);
  }
}
