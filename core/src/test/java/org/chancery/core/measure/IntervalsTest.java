package org.chancery.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
  /** Two-sided 5 % points as printed in tables, e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2. */
  @ParameterizedTest
  @CsvSource({
    "1,12.706",
    "2,4.303",
    "5,2.571",
    "10,2.228",
    "19,2.093",
    "30,2.042",
    "100,1.984",
    "1000000,1.960"
  })
  void student_quantiles_are_those_of_the_tables(long degrees, double printed) {
    assertThat(Intervals.studentQuantile(degrees)).isCloseTo(printed, within(0.0005));
  }

  @Test
  void a_mean_from_its_sums() {
    // 1, 2, 3, 4, 5: mean 3, s = 1.5811, t(4) = 2.7764: 3 +- 1.9632
    Estimate mean = Intervals.mean(5, 15, 55, 0);
    assertThat(mean.value()).isEqualTo(3);
    assertThat(mean.low()).isCloseTo(1.0368, within(1e-4));
    assertThat(mean.high()).isCloseTo(4.9632, within(1e-4));
  }

  @Test
  void a_mean_of_few_posts_is_not_enough_data() {
    assertThat(Intervals.mean(19, 190, 1_900, 20)).isEqualTo(Estimate.notEnough(19));
    assertThat(Intervals.mean(20, 200, 2_000, 20)).isEqualTo(Estimate.exact(10, 20));
    assertThat(Intervals.mean(0, 0, 0, 0).enough()).isFalse();
  }

  @Test
  void one_post_has_a_value_and_no_bound() {
    Estimate one = Intervals.mean(1, 7, 49, 0);
    assertThat(one.value()).isEqualTo(7);
    assertThat(one.bounded()).isFalse();
  }

  @Test
  void equal_large_values_give_no_negative_variance() {
    long n = 1_000_003;
    double value = 123_456.789;
    assertThat(Intervals.mean(n, n * value, n * value * value, 20).value())
        .isCloseTo(value, within(1e-6));
  }

  /** Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I. */
  @ParameterizedTest
  @CsvSource({
    "81,263,0.2553,0.3662",
    "15,148,0.0624,0.1605",
    "0,20,0.0000,0.1611",
    "1,29,0.0061,0.1718"
  })
  void wilson_intervals_are_those_of_newcombe(long hits, long n, double low, double high) {
    Estimate share = Intervals.share(hits, n, 20);
    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void shares_at_the_ends_stay_inside() {
    assertThat(Intervals.share(0, 5, 0).low()).isZero();
    assertThat(Intervals.share(5, 5, 0).high()).isEqualTo(1);
    assertThat(Intervals.share(3, 5, 20).enough()).isFalse();
    assertThat(Intervals.share(0, 0, 0).enough()).isFalse();
  }

  @Test
  void what_was_not_heard_can_only_add_to_a_count() {
    assertThat(Intervals.count(12, 1)).isEqualTo(Estimate.exact(12, 12));
    assertThat(Intervals.count(12, 0.8)).isEqualTo(new Estimate(12, 12, 15, 12, true));
    assertThat(Intervals.count(0, 0).high()).isInfinite();
    assertThatIllegalArgumentException().isThrownBy(() -> Intervals.count(1, 1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> Intervals.count(1, Double.NaN));
  }

  @Test
  void an_estimate_cannot_lie_outside_its_interval() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(1, 2, 3, 5, true));
    assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(0, 0, 0, 5, false));
  }
}
