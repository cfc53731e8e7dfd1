package org.chancery.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogHistogramTest {
  private static final double ERROR = LogBuckets.RELATIVE_ERROR + 1e-9;

  @Test
  void a_bucket_answers_each_of_its_values_within_one_percent() {
    Random chance = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double value = Math.exp(chance.nextDouble() * 1_200 - 600);
      int bucket = LogBuckets.bucketOf(value);
      assertThat(bucket).isBetween((int) Short.MIN_VALUE, (int) Short.MAX_VALUE);
      assertThat(Math.abs(LogBuckets.valueOf(bucket) - value) / value).isLessThan(ERROR);
    }
  }

  @Test
  void zero_and_the_ends_of_the_range() {
    assertThat(LogBuckets.bucketOf(0)).isEqualTo(Short.MIN_VALUE);
    assertThat(LogBuckets.valueOf(LogBuckets.ZERO)).isZero();
    assertThat(LogBuckets.bucketOf(Double.MAX_VALUE)).isEqualTo(Short.MAX_VALUE);
    assertThat(LogBuckets.bucketOf(Double.MIN_VALUE)).isEqualTo(Short.MIN_VALUE + 1);
  }

  @Test
  void whole_numbers_below_fifty_come_back_exactly() {
    for (int i = 0; i < 50; i++) {
      assertThat(LogBuckets.wholeValueOf(LogBuckets.bucketOf(i))).isEqualTo(i);
    }
    for (long i = 50; i < 3_000_000_000L; i = i * 21 / 20) {
      assertThat(LogBuckets.wholeValueOf(LogBuckets.bucketOf(i))).isCloseTo(i, within(i * ERROR));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 0.75, 0.99})
  void quantiles_are_those_of_the_sorted_values_within_one_percent(double p) {
    for (int seed = 0; seed < 200; seed++) {
      double[] values = skewed(new Random(seed), 1 + seed * 3);
      Arrays.sort(values);
      double expected = type7(values, p);
      assertThat(LogHistogram.of(LogHistogram.count(values)).quantile(p, 0).value())
          .as("seed %d", seed)
          .isCloseTo(expected, within(expected * ERROR + 1e-12));
    }
  }

  /**
   * Ranks printed in Conover's and in Hahn and Meeker's tables for 95 % intervals of the median.
   */
  @ParameterizedTest
  @CsvSource({"6,1,6", "10,2,9", "15,4,12", "20,6,15", "25,8,18", "30,10,21", "49,18,32"})
  void the_median_lies_between_the_ranks_of_the_tables(int n, int low, int high) {
    double[] values = IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
    Estimate median = LogHistogram.ofWholeNumbers(LogHistogram.count(values)).median(0);
    assertThat(median.value()).isEqualTo((n + 1) / 2.0);
    assertThat(median.low()).isEqualTo(low);
    assertThat(median.high()).isEqualTo(high);
  }

  @Test
  void five_values_do_not_bound_a_median() {
    Estimate median = LogHistogram.ofWholeNumbers(LogHistogram.count(1, 2, 3, 4, 5)).median(0);
    assertThat(median.value()).isEqualTo(3);
    assertThat(median.bounded()).isFalse();
  }

  @Test
  void histograms_add_up() {
    double[] values = skewed(new Random(7), 1_000);
    SortedMap<Integer, Long> sum = new TreeMap<>();
    for (int part = 0; part < 10; part++) {
      LogHistogram.count(Arrays.copyOfRange(values, part * 100, part * 100 + 100))
          .forEach((bucket, count) -> sum.merge(bucket, count, Long::sum));
    }
    assertThat(LogHistogram.of(sum).median(20))
        .isEqualTo(LogHistogram.of(LogHistogram.count(values)).median(20));
  }

  @Test
  void empty_and_few_are_not_enough() {
    assertThat(LogHistogram.of(new TreeMap<>()).median(0).enough()).isFalse();
    assertThat(LogHistogram.of(LogHistogram.count(1, 2, 3)).median(20))
        .isEqualTo(Estimate.notEnough(3));
    SortedMap<Integer, Long> emptied = new TreeMap<>(LogHistogram.count(4, 4));
    emptied.put(900, 0L); // a correction took it out again
    assertThat(LogHistogram.ofWholeNumbers(emptied).median(0).value()).isEqualTo(4);
  }

  @Test
  void ten_million_posts_are_no_trouble() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    counts.put(LogBuckets.bucketOf(3), 5_000_000L);
    counts.put(LogBuckets.bucketOf(8), 5_000_001L);
    Estimate median = LogHistogram.ofWholeNumbers(counts).median(20);
    assertThat(median.value()).isEqualTo(8);
    assertThat(median.low()).isEqualTo(3);
    assertThat(median.high()).isEqualTo(8);
  }

  static double[] skewed(Random chance, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = chance.nextInt(10) == 0 ? 0 : Math.exp(3 + 1.5 * chance.nextGaussian());
    }
    return values;
  }

  static double type7(double[] sorted, double p) {
    double at = (sorted.length - 1) * p;
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
