package org.chancery.core.measure;

/**
 * The buckets of {@link LogHistogram}: a value goes into the bucket {@code i} with {@code
 * gamma^(i-1) < value <= gamma^i}, {@code gamma = (1 + a) / (1 - a)}, and is answered by {@code 2
 * gamma^i / (gamma + 1)}, so that the relative error is at most {@code a} = 1 %. Source: Masson,
 * Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 * guarantees", PVLDB 12 (2019), section 2.2. Values of 0 have a bucket of their own. Thread-safe.
 */
public final class LogBuckets {
  /** Largest relative error of a value. */
  public static final double RELATIVE_ERROR = 0.01;

  /** The bucket of 0; the lowest number of a PostgreSQL smallint. */
  public static final int ZERO = Short.MIN_VALUE;

  private static final double GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
  private static final double LOG_GAMMA = Math.log(GAMMA);

  /** Below this, buckets are so narrow that each holds at most one whole number. */
  private static final double WHOLE_BELOW = 50;

  private LogBuckets() {}

  /**
   * The bucket of a value, within the range of a smallint. Values beyond about 1e284 or under
   * 1e-284 go into the outermost bucket.
   *
   * @param value finite, not negative
   */
  public static int bucketOf(double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("value must be finite, from 0 on, was " + value);
    }
    if (value == 0) {
      return ZERO;
    }
    double index = Math.ceil(Math.log(value) / LOG_GAMMA);
    return (int) Math.max(ZERO + 1, Math.min(Short.MAX_VALUE, index));
  }

  /** The value that stands for a bucket, within 1 % of each value in it. */
  public static double valueOf(int bucket) {
    return bucket == ZERO ? 0 : 2 * Math.exp(bucket * LOG_GAMMA) / (GAMMA + 1);
  }

  /**
   * The same where all values are whole numbers, as counts and seconds are: below 50 it is exact,
   * since at most one whole number lies in a bucket.
   */
  public static double wholeValueOf(int bucket) {
    double value = valueOf(bucket);
    return value < WHOLE_BELOW ? Math.rint(value) : value;
  }
}
