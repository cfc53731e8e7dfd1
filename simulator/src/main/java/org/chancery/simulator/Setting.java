package org.chancery.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.chancery.simulator.world.WorldPlan;

/**
 * All that decides a simulation.
 *
 * @param port of Jetstream, 0 for any; {@code controlPort} likewise
 * @param speed simulated seconds per real second
 * @param actors accounts of actors
 * @param countries the registry's {@code countries.csv}
 * @param out where registry, ledger and spool are written
 * @param eventsPerSecond the wanted live rate per real second, 0 for the natural one
 * @param malformed whether broken lines come in the live part
 */
public record Setting(
    int port,
    int controlPort,
    long seed,
    double speed,
    Duration history,
    int actors,
    Path countries,
    Path out,
    double eventsPerSecond,
    Instant start,
    boolean malformed) {
  /** Natural events per simulated second and actor, measured over 35 days of seed 1. */
  static final double NATURAL_RATE = 235_000 / (35 * 86_400.0) / 420;

  public Setting {
    start = start.truncatedTo(ChronoUnit.MILLIS);
    if (actors < 1) throw new IllegalArgumentException("at least one actor, was " + actors);
  }

  /** The world of this setting. */
  public WorldPlan plan() {
    double wanted = eventsPerSecond / speed;
    double extra = Math.max(0, wanted - NATURAL_RATE * actors);
    return new WorldPlan(seed, start, history, extra, malformed);
  }
}
