package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim is believed from seven days before to five minutes after it was seen, ends included. */
class EventTimeTest {
  private static final Instant SEEN = Instant.parse("2026-11-08T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"PT0S", "PT5M", "PT-168H", "PT-1H"})
  void a_claim_within_bounds_is_the_time(Duration off) {
    assertThat(EventTime.decide(SEEN.plus(off), SEEN))
        .isEqualTo(new EventTime(SEEN.plus(off), null));
  }

  @ParameterizedTest
  @CsvSource({"PT5M0.000000001S", "PT-168H-0.000000001S", "PT87600H"})
  void a_claim_beyond_is_kept_beside_the_time_seen(Duration off) {
    assertThat(EventTime.decide(SEEN.plus(off), SEEN))
        .isEqualTo(new EventTime(SEEN, SEEN.plus(off)));
  }

  @Test
  void no_claim_is_too_absurd() {
    assertThat(EventTime.decide(Instant.MIN, SEEN).at()).isEqualTo(SEEN);
    assertThat(EventTime.decide(Instant.MAX, SEEN).at()).isEqualTo(SEEN);
  }
}
