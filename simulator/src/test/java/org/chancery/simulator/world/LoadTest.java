package org.chancery.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.TestWorlds;
import org.chancery.simulator.jetstream.JetstreamEncoder;
import org.chancery.simulator.speech.Languages;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static List<Happening> live(double extraPerSecond, boolean malformed, Duration time) {
    List<Happening> heard = new ArrayList<>();
    WorldPlan plan = new WorldPlan(4, TestWorlds.START, Duration.ZERO, extraPerSecond, malformed);
    World world =
        new World(plan, TestWorlds.cast(4, 200, Duration.ZERO), new Languages(), heard::add);
    world.advanceTo(WorldPlan.micros(TestWorlds.START.plus(time)));
    return heard;
  }

  @Test
  void extra_load_has_the_rate_the_share_of_interest_and_the_size_that_was_asked_for() {
    List<Happening> heard = live(500, false, Duration.ofSeconds(60));
    assertThat(heard.size() / 60.0).isCloseTo(500, within(3.0));
    long ofInterest = heard.stream().filter(h -> !(h instanceof Happening.Foreign)).count();
    assertThat(ofInterest / (double) heard.size()).isCloseTo(Load.OF_INTEREST, within(0.02));
    JetstreamEncoder encoder = new JetstreamEncoder();
    double bytes =
        heard.stream()
            .filter(Happening.Foreign.class::isInstance)
            .mapToInt(h -> encoder.encode(h).orElseThrow().payload().length)
            .average()
            .orElseThrow();
    assertThat(bytes).isBetween(850.0, 1_250.0);
  }

  @Test
  void broken_lines_come_only_when_asked_for_and_are_declared() {
    assertThat(live(0, false, Duration.ofHours(6))).noneMatch(Happening.Garbled.class::isInstance);
    List<Happening> broken =
        live(0, true, Duration.ofHours(6)).stream()
            .filter(Happening.Garbled.class::isInstance)
            .toList();
    assertThat(broken)
        .hasSizeBetween(8, 60)
        .allMatch(h -> h.oddities().equals(List.of(Oddity.MALFORMED)));
  }
}
