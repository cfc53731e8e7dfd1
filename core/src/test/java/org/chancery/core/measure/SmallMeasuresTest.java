package org.chancery.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.chancery.core.event.Engagement;
import org.chancery.core.measure.FollowersGrowth.Snapshot;
import org.chancery.core.time.Window;
import org.junit.jupiter.api.Test;

/** The check values of measures.md, and comparisons with the plain definition. */
class SmallMeasuresTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void h_reach() {
    long[] hundred = new long[100];
    Arrays.fill(hundred, 100);
    assertThat(HReach.of(hundred)).isEqualTo(100);
    assertThat(HReach.of(1_000_000)).isEqualTo(1);
    assertThat(HReach.of()).isZero();
    assertThat(HReach.of(0, 0)).isZero();
    assertThat(HReach.of(9, 5, 4, 4, 1)).isEqualTo(4);
  }

  @Test
  void h_reach_is_that_of_the_plain_definition() {
    for (int seed = 0; seed < 500; seed++) {
      Random chance = new Random(seed);
      long[] reposts = chance.longs(chance.nextInt(60), 0, 80).toArray();
      long naive = 0;
      for (long h = 1; h <= reposts.length; h++) {
        long least = h;
        if (Arrays.stream(reposts).filter(r -> r >= least).count() >= h) {
          naive = h;
        }
      }
      assertThat(HReach.of(reposts)).as("seed %d", seed).isEqualTo(naive);
    }
  }

  @Test
  void h_reach_when_a_quarter_was_heard() {
    Estimate quarter = HReach.estimate(0.25, 9, 5, 4, 4, 1);
    assertThat(quarter).isEqualTo(new Estimate(4, 4, 5, 5, true));
    assertThat(HReach.estimate(1e-12, 9, 5, 4, 4, 1).high()).isEqualTo(9);
    assertThat(HReach.estimate(0, 9).high()).isInfinite();
    assertThatIllegalArgumentException().isThrownBy(() -> HReach.of(-1));
  }

  @Test
  void keyness() {
    assertThat(Keyness.z(20, 1_000, 10, 2_000)).isCloseTo(3.16, within(0.005));
    assertThat(Keyness.z(10, 2_000, 20, 1_000)).isCloseTo(-3.16, within(0.005));
    assertThat(Keyness.z(0, 1_000, 0, 2_000)).isZero();
    assertThat(Keyness.z(0, 0, 10, 2_000)).isZero();
    assertThat(Keyness.z(5, 5, 5, 5)).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> Keyness.z(6, 5, 0, 5));
  }

  @Test
  void asymmetry() {
    Estimate pair = Asymmetry.of(30, 10);
    assertThat(pair.value()).isEqualTo(0.5);
    assertThat(pair.low()).isCloseTo(2 * 0.5981 - 1, within(1e-3));
    assertThat(pair.high()).isCloseTo(2 * 0.8581 - 1, within(1e-3));
    assertThat(Asymmetry.of(0, 3).value()).isEqualTo(-1);
    assertThat(Asymmetry.of(0, 0).enough()).isFalse();
  }

  @Test
  void posts_per_day_counts_parts_of_days() {
    Window week = new Window(START, START.plus(Duration.ofDays(14)));
    assertThat(PostsPerDay.of(42, week, 1)).isEqualTo(new Estimate(3, 3, 3, 42, true));
    assertThat(PostsPerDay.of(42, week, 0.5).high()).isEqualTo(6);
    Window halfDay = new Window(START, START.plus(Duration.ofHours(12)));
    assertThat(PostsPerDay.of(3, halfDay, 1).value()).isEqualTo(6);
  }

  @Test
  void engagement_is_the_sum_of_what_is_told() {
    assertThat(Interactions.of(new Engagement(40L, 10L, 2L, null, 900L)))
        .isEqualTo(OptionalLong.of(52));
    assertThat(Interactions.of(new Engagement(null, null, null, null, 900L))).isEmpty();
    assertThat(Interactions.of(new Engagement(Long.MAX_VALUE, 1L, null, null, null)))
        .isEqualTo(OptionalLong.of(Long.MAX_VALUE));
    assertThat(Interactions.rate(50, 20_000L)).isEqualTo(OptionalDouble.of(2.5));
    assertThat(Interactions.rate(50, 0L)).isEmpty();
    assertThat(Interactions.rate(50, null)).isEmpty();
  }

  @Test
  void growth_needs_a_snapshot_near_both_ends() {
    Window month = new Window(START, START.plus(Duration.ofDays(30)));
    Snapshot before = new Snapshot(START.minus(Duration.ofDays(3)), 50_000);
    Snapshot tooFar = new Snapshot(START.minus(Duration.ofDays(4)), 50_000);
    Snapshot middle = new Snapshot(START.plus(Duration.ofDays(15)), 70_000);
    Snapshot end = new Snapshot(month.to(), 51_000);
    FollowersGrowth growth = FollowersGrowth.of(month, List.of(end, middle, before)).orElseThrow();
    assertThat(growth.difference()).isEqualTo(1_000);
    assertThat(growth.percent()).isEqualTo(OptionalDouble.of(2));
    assertThat(FollowersGrowth.of(month, List.of(tooFar, middle, end))).isEmpty();
    assertThat(FollowersGrowth.of(month, List.of(middle))).isEmpty();
    assertThat(FollowersGrowth.of(month, List.of())).isEmpty();
    assertThat(new FollowersGrowth(new Snapshot(START, 0), end).percent()).isEmpty();
  }

  @Test
  void dormant_and_silent() {
    assertThat(Silence.dormant(null, START, Silence.DORMANT_AFTER)).isTrue();
    assertThat(Silence.dormant(START.minus(Duration.ofDays(180)), START, Silence.DORMANT_AFTER))
        .isFalse();
    assertThat(Silence.dormant(START.minus(Duration.ofDays(181)), START, Silence.DORMANT_AFTER))
        .isTrue();
    Window week = new Window(START, START.plus(Duration.ofDays(7)));
    assertThat(Silence.silent(START.minusSeconds(1), week)).isTrue();
    assertThat(Silence.silent(START, week)).as("it spoke").isFalse();
    assertThat(Silence.silent(START.minus(Duration.ofDays(91)), week)).isFalse();
    assertThat(Silence.silent(null, week)).isFalse();
  }

  @Test
  void an_estimate_in_another_unit() {
    assertThat(Estimate.exact(2, 9).times(0.5)).isEqualTo(Estimate.exact(1, 9));
    assertThat(Estimate.notEnough(2).times(3)).isEqualTo(Estimate.notEnough(2));
  }
}
