package org.chancery.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.chancery.simulator.cast.Cast;
import org.chancery.simulator.cast.Casting;
import org.chancery.simulator.cast.Countries;
import org.chancery.simulator.cast.RegistryFiles;
import org.chancery.simulator.control.ControlServer;
import org.chancery.simulator.control.Faults;
import org.chancery.simulator.control.Statistics;
import org.chancery.simulator.jetstream.JetstreamEncoder;
import org.chancery.simulator.jetstream.JetstreamServer;
import org.chancery.simulator.jetstream.Valve;
import org.chancery.simulator.speech.Languages;
import org.chancery.simulator.timeline.JsonLines;
import org.chancery.simulator.timeline.Ledger;
import org.chancery.simulator.timeline.Spool;
import org.chancery.simulator.timeline.Timeline;
import org.chancery.simulator.world.World;
import org.chancery.simulator.world.WorldPlan;

/** A running simulator: world, wire, ledger, clock and control. Thread-safe; close it once. */
public final class Simulation implements AutoCloseable {
  private final Setting setting;
  private final SimulatedClock clock;
  private final Spool spool;
  private final Ledger ledger;
  private final Conductor conductor;
  private final JetstreamServer jetstream;
  private final ControlServer control;

  private Simulation(Setting setting, LongSupplier nanoTime) throws IOException {
    this.setting = setting;
    Files.createDirectories(setting.out());
    WorldPlan plan = setting.plan();
    Cast cast = cast(setting);
    LocalDate checked = LocalDate.ofInstant(setting.start(), ZoneOffset.UTC);
    new RegistryFiles(registry(), "Chancery simulator, seed " + setting.seed(), checked)
        .write(cast);
    this.spool = new Spool(setting.out().resolve("events.spool"));
    this.ledger = new Ledger(ledgerFile());
    Timeline timeline = new Timeline(ledger, new JetstreamEncoder(), spool);
    this.clock = SimulatedClock.starting(setting.start(), setting.speed(), nanoTime);
    this.conductor =
        new Conductor(new World(plan, cast, new Languages(), timeline), timeline, clock, plan);
    Valve valve = new Valve(nanoTime);
    LongSupplier nowMicros = () -> WorldPlan.micros(clock.instant());
    this.jetstream = new JetstreamServer(setting.port(), spool, valve, nowMicros, conductor.live());
    Faults faults = new Faults(jetstream, valve, spool, clock);
    this.control =
        new ControlServer(
            setting.controlPort(),
            clock,
            setting.start(),
            setting.speed(),
            faults,
            this::statistics);
    conductor.start();
  }

  /** Starts the world of a setting; history goes on being made behind it. */
  public static Simulation start(Setting setting, LongSupplier nanoTime) throws IOException {
    return new Simulation(setting, nanoTime);
  }

  /** The cast of a setting. */
  public static Cast cast(Setting setting) throws IOException {
    return Casting.cast(
        setting.seed(),
        Countries.read(setting.countries()),
        setting.actors(),
        setting.plan().historyFrom(),
        setting.history());
  }

  public String jetstreamUrl() {
    return jetstream.url();
  }

  public String controlUrl() {
    return control.url();
  }

  public Path registry() {
    return setting.out().resolve("registry");
  }

  public Path ledgerFile() {
    return setting.out().resolve("ledger.jsonl");
  }

  public SimulatedClock clock() {
    return clock;
  }

  /** Waits until all of history is in ledger and spool. */
  public void awaitHistory() throws InterruptedException {
    conductor.live().await();
  }

  /** The simulator at this moment. */
  public Statistics statistics() {
    return new Statistics(
        ledger.counts(),
        spool.size(),
        spool.published(),
        conductor.isHistoryWhole(),
        conductor.pending(),
        jetstream.subscribers(),
        jetstream.sent(),
        jetstream.largestLagBytes());
  }

  /** The line that says where everything is, as JSON. */
  public byte[] ready() {
    return new JsonLines()
        .write(
            out -> {
              out.writeStartObject();
              out.writeStringProperty("jetstream", jetstreamUrl());
              out.writeStringProperty("control", controlUrl());
              out.writeStringProperty("registry", registry().toAbsolutePath().toString());
              out.writeStringProperty("ledger", ledgerFile().toAbsolutePath().toString());
              out.writeStringProperty("start", setting.start().toString());
              out.writeStringProperty("history_from", setting.plan().historyFrom().toString());
              out.writeNumberProperty("speed", setting.speed());
              out.writeNumberProperty("seed", setting.seed());
              out.writeEndObject();
            });
  }

  /** Stops the world, cuts all sockets, closes the files. */
  @Override
  public void close() throws IOException {
    conductor.close();
    jetstream.close();
    control.close();
    spool.close();
    ledger.close();
  }
}
