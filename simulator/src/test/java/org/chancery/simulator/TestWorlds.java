package org.chancery.simulator;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.cast.Cast;
import org.chancery.simulator.cast.Casting;
import org.chancery.simulator.cast.Countries;
import org.chancery.simulator.speech.Languages;
import org.chancery.simulator.world.Happening;
import org.chancery.simulator.world.World;
import org.chancery.simulator.world.WorldPlan;

/** Worlds for tests: a fixed start, the cut of countries for tests. */
public final class TestWorlds {
  /** A Saturday at midnight. */
  public static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private TestWorlds() {}

  public static Path countriesFile() {
    try {
      return Path.of(TestWorlds.class.getResource("/countries-for-tests.csv").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Cast cast(long seed, int actors, Duration history) {
    try {
      return Casting.cast(
          seed, Countries.read(countriesFile()), actors, START.minus(history), history);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static WorldPlan plan(long seed, Duration history) {
    return new WorldPlan(seed, START, history, 0, false);
  }

  /** All that happens in the history of a world. */
  public static List<Happening> history(long seed, int actors, Duration history) {
    List<Happening> all = new ArrayList<>();
    World world =
        new World(plan(seed, history), cast(seed, actors, history), new Languages(), all::add);
    world.advanceTo(WorldPlan.micros(START) - 1);
    return all;
  }

  /**
   * A setting for a whole simulator: two days of 120 actors, an hour of simulated time a second.
   */
  public static Setting setting(Path out) {
    return new Setting(
        0, 0, 7, 3_600, Duration.ofDays(2), 120, countriesFile(), out, 0, START, false);
  }
}
