package org.chancery.simulator.atproto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  @Test
  void a_tid_of_production_gives_its_microseconds_and_back() {
    // rev of the commit that production Jetstream stamped 2026-05-25T14:23:29.132Z
    long micros = Tid.micros("3mmoojp7vgo2g");
    assertThat(Datetime.of(micros)).startsWith("2026-05-25T14:23:2");
    assertThat(Tid.of(micros, 1)).hasSize(13).startsWith("3mmoojp7vgo");
  }

  @Test
  void tids_sort_by_time() {
    assertThat(Tid.of(1_800_000_000_000_001L, 0))
        .isGreaterThan(Tid.of(1_800_000_000_000_000L, 1023));
  }

  @Test
  void identifiers_have_the_outer_form_of_real_ones() {
    assertThat(Identifiers.did(1, 2)).matches("did:plc:[a-z2-7]{24}");
    assertThat(Identifiers.recordCid(1, 2)).matches("bafyrei[a-z2-7]{52}");
    assertThat(Identifiers.blobCid(1, 2)).matches("bafkrei[a-z2-7]{52}");
    assertThat(Tid.of(1_795_302_453_155_000L, 77)).matches("[234567abcdefghij][234567a-z]{12}");
  }

  @Test
  void dids_differ() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 4; seed++)
      for (int i = 0; i < 25_000; i++) seen.add(Identifiers.did(seed, i));
    assertThat(seen).hasSize(100_000);
  }

  @Test
  void a_moment_is_written_with_three_digits_of_milliseconds() {
    assertThat(Datetime.of(1_795_302_453_000_999L)).isEqualTo("2026-11-21T23:07:33.000Z");
  }
}
