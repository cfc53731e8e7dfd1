package org.chancery.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Country;
import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.cast.Kind;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static Diplomat office(double longitude, boolean fridayWeekend) {
    Country country = new Country("XXX", "", "", "un-member", 0, longitude, List.of());
    return new Diplomat(
        new Account(0, "did:plc:a", "a", List.of(), "en"),
        Kind.FOREIGN_MINISTRY,
        country,
        1,
        1,
        List.of("en"),
        fridayWeekend);
  }

  private static double weight(Diplomat who, String at) {
    return Rhythm.weight(who, WorldPlan.micros(Instant.parse(at)));
  }

  @Test
  void ten_in_the_morning_comes_nine_hours_earlier_in_the_far_east() {
    assertThat(weight(office(0, false), "2026-11-18T10:30:00Z")).isEqualTo(1);
    assertThat(weight(office(135, false), "2026-11-18T01:30:00Z")).isEqualTo(1);
    assertThat(weight(office(0, false), "2026-11-18T02:30:00Z")).isLessThan(0.05);
  }

  @Test
  void weekends_are_quiet_on_saturday_and_sunday_or_friday_and_saturday() {
    assertThat(weight(office(0, false), "2026-11-20T10:30:00Z")).isEqualTo(1); // Friday
    assertThat(weight(office(0, true), "2026-11-20T10:30:00Z")).isLessThan(0.5);
    assertThat(weight(office(0, false), "2026-11-21T10:30:00Z")).isLessThan(0.5);
    assertThat(weight(office(0, true), "2026-11-22T10:30:00Z")).isEqualTo(1); // Sunday
    assertThat(weight(office(0, false), "2026-11-22T10:30:00Z")).isLessThan(0.5);
  }
}
