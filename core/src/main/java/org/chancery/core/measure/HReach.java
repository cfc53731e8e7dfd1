package org.chancery.core.measure;

import java.util.Arrays;

/**
 * {@code h-reach}: the largest h such that h posts were reposted at least h times each. Hirsch, "An
 * index to quantify an individual's scientific research output", PNAS 102 (2005); on posts: DeVerna
 * et al., "FIB index", PLOS ONE 19 (2024). Thread-safe.
 */
public final class HReach {
  private HReach() {}

  /** Of the reposts of each post, in any order. O(n log n). */
  public static long of(long... reposts) {
    return reach(reposts, 1);
  }

  /**
   * The index with the bound that deafness leaves: at the upper end each post heard stands for
   * {@code 1 / heard} posts.
   *
   * @param heard share of the time heard, 0..1; at 0 no upper end is known
   */
  public static Estimate estimate(double heard, long... reposts) {
    if (!(heard >= 0 && heard <= 1)) {
      throw new IllegalArgumentException("heard must be a share of 0..1, was " + heard);
    }
    long h = of(reposts);
    double high = heard == 0 ? Double.POSITIVE_INFINITY : reach(reposts, 1 / heard);
    return new Estimate(h, h, high, reposts.length, true);
  }

  /**
   * Of the k most reposted posts, each standing for several, the best k: min(k x weight, reposts).
   */
  private static long reach(long[] reposts, double weight) {
    long[] sorted = reposts.clone();
    Arrays.sort(sorted);
    long reach = 0;
    for (int k = 1; k <= sorted.length; k++) {
      long least = sorted[sorted.length - k];
      if (least < 0) {
        throw new IllegalArgumentException("reposts must not be negative, was " + least);
      }
      reach = Math.max(reach, Math.min((long) Math.floor(k * weight), least));
    }
    return reach;
  }
}
