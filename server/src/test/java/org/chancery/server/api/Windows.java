package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Random windows, and the comparison of rollups with raw posts. */
final class Windows {
  private Windows() {}

  /** Now aligned to days or hours, now not at all. */
  static String random(Random random) {
    long span = Duration.between(World.BEGIN, World.NOW).toSeconds();
    Instant from = World.BEGIN.plusSeconds(random.nextLong(span));
    Instant to = from.plusSeconds(1 + random.nextLong(span));
    switch (random.nextInt(3)) {
      case 0 -> {
        from = from.truncatedTo(ChronoUnit.DAYS);
        to = to.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      }
      case 1 -> {
        from = from.truncatedTo(ChronoUnit.HOURS);
        to = to.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      }
      default -> {}
    }
    return from + ".." + to;
  }

  static void assertSame(TestHub hub, String question) {
    JsonNode rollups = TestHub.JSON.readTree(TestHub.ask(hub.rollups, question).body());
    JsonNode raw = TestHub.JSON.readTree(TestHub.ask(hub.raw, question).body());
    assertThat(rollups.get("rows")).as(question).isEqualTo(raw.get("rows"));
    assertThat(rollups.has("rows")).as(question + " " + rollups).isTrue();
  }
}
