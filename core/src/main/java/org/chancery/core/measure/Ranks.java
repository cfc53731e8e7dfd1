package org.chancery.core.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/** Ranks that do not claim more than the intervals do. Thread-safe. */
public final class Ranks {
  private Ranks() {}

  /**
   * The rank of each estimate, in the order given; none for those with not enough data, which take
   * no place. An item stands certainly before another only if its interval lies wholly above:
   * {@code best = 1 + number of items whose low is above its high}, {@code worst = items - number
   * of items whose high is below its low} (the bounds of Goldstein and Spiegelhalter, "League
   * tables and their limitations", JRSS A 159 (1996), from intervals taken one by one). O(n log n).
   */
  public static List<Optional<Rank>> of(List<Estimate> estimates) {
    double[] values = sorted(estimates, Estimate::value);
    double[] lows = sorted(estimates, Estimate::low);
    double[] highs = sorted(estimates, Estimate::high);
    List<Optional<Rank>> ranks = new ArrayList<>(estimates.size());
    for (Estimate estimate : estimates) {
      ranks.add(
          estimate.enough()
              ? Optional.of(
                  new Rank(
                      1 + above(values, estimate.value()),
                      1 + above(lows, estimate.high()),
                      values.length - below(highs, estimate.low())))
              : Optional.empty());
    }
    return ranks;
  }

  private static double[] sorted(List<Estimate> estimates, ToDoubleFunction<Estimate> part) {
    return estimates.stream().filter(Estimate::enough).mapToDouble(part).sorted().toArray();
  }

  /** How many are strictly above. */
  private static int above(double[] sorted, double bound) {
    return sorted.length - firstThat(sorted, value -> value > bound);
  }

  /** How many are strictly below. */
  private static int below(double[] sorted, double bound) {
    return firstThat(sorted, value -> value >= bound);
  }

  /** Index of the first that passes a test which all after it pass too. */
  private static int firstThat(double[] sorted, DoublePredicate test) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (test.test(sorted[middle])) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }
}
