package org.chancery.core.measure;

/**
 * How one-sided a pair is: {@code (x_ij - x_ji) / (x_ij + x_ji)}, from -1 (only j speaks to i) to 1
 * (only i speaks to j). Thread-safe.
 */
public final class Asymmetry {
  private Asymmetry() {}

  /**
   * The value with Wilson's interval of the share {@code x_ij / (x_ij + x_ji)}, stretched to -1..1.
   * Not enough data when neither speaks to the other.
   *
   * @param there posts of i addressed to j, from 0
   * @param back posts of j addressed to i, from 0
   */
  public static Estimate of(long there, long back) {
    Estimate share = Intervals.share(there, Math.addExact(there, back), 1);
    return share.enough()
        ? new Estimate(
            2 * share.value() - 1, 2 * share.low() - 1, 2 * share.high() - 1, share.n(), true)
        : share;
  }
}
