package org.chancery.simulator.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  /**
   * The first outputs of SplitMix64 for seed 1234567, as its reference implementation gives them.
   */
  @Test
  void draws_the_numbers_of_splitmix64() {
    Chance chance = new Chance(1234567);
    assertThat(LongStream.generate(chance::nextLong).limit(3))
        .containsExactly(6457827717110365317L, 3203168211198807973L, -8629252141511181193L);
  }

  @Test
  void a_split_stream_is_moved_by_nothing_but_itself() {
    Chance a = new Chance(5);
    long undisturbed = new Chance(5).split("oddities").nextLong();
    a.nextLong();
    assertThat(a.split("oddities").nextLong()).isEqualTo(undisturbed);
    assertThat(a.split("load").nextLong()).isNotEqualTo(undisturbed);
  }

  @Test
  void poisson_has_its_mean_below_and_above_the_change_of_method() {
    Chance chance = new Chance(3);
    for (double mean : new double[] {0.3, 4, 29, 31, 120}) {
      double sum = 0;
      for (int i = 0; i < 20_000; i++) sum += chance.poisson(mean);
      assertThat(sum / 20_000).isCloseTo(mean, within(5 * Math.sqrt(mean / 20_000)));
    }
    assertThat(chance.poisson(0)).isZero();
  }

  @Test
  void half_of_the_log_normal_lies_below_its_median() {
    Chance chance = new Chance(9);
    int below = 0;
    for (int i = 0; i < 20_000; i++) if (chance.logNormal(7, 1.3) < 7) below++;
    assertThat(below / 20_000.0).isCloseTo(0.5, within(0.02));
  }
}
