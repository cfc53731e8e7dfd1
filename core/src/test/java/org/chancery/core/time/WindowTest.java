package org.chancery.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Instant NOON = Instant.parse("2017-10-03T12:00:00Z");

  @Test
  void the_first_moment_is_in_and_the_last_is_out() {
    Window hour = new Window(NOON, NOON.plusSeconds(3_600));
    assertThat(hour.contains(NOON)).isTrue();
    assertThat(hour.contains(NOON.plusSeconds(3_600).minusNanos(1))).isTrue();
    assertThat(hour.contains(NOON.plusSeconds(3_600))).isFalse();
    assertThat(hour.contains(NOON.minusNanos(1))).isFalse();
  }

  @Test
  void an_empty_or_reversed_window_is_refused_with_both_ends() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(NOON, NOON))
        .withMessageContaining(NOON.toString());
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(NOON, NOON.minusSeconds(1)));
  }

  @Test
  void neighbouring_windows_hold_each_moment_once() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random chance = new Random(seed);
      Instant from = Instant.ofEpochMilli(chance.nextLong(4_000_000_000_000L));
      Window window = new Window(from, from.plusMillis(1 + chance.nextInt(1_000_000)));
      Window before = window.previous();
      assertThat(before.to()).as("seed %d", seed).isEqualTo(window.from());
      assertThat(before.length()).isEqualTo(window.length()).isGreaterThan(Duration.ZERO);
      long span = 2 * window.length().toMillis();
      Instant at = before.from().plusMillis(chance.nextLong(span));
      assertThat(before.contains(at)).as("seed %d", seed).isNotEqualTo(window.contains(at));
    }
  }
}
