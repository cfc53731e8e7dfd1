package org.chancery.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The simulator as a process: prints {@code READY {json}} when it listens, and stops when its
 * standard input is closed or on SIGTERM.
 */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "A seeded world of invented diplomats that speaks Bluesky Jetstream v1 on loopback.")
public final class SimulatorMain implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "0",
      description = "port of Jetstream on 127.0.0.1; 0 for any")
  int port;

  @Option(
      names = "--control-port",
      defaultValue = "0",
      description = "port of the control server; 0 for any")
  int controlPort;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "the same seed, start and options give the same world")
  long seed;

  @Option(names = "--speed", defaultValue = "60", description = "simulated seconds per real second")
  double speed;

  @Option(
      names = "--history-days",
      defaultValue = "35",
      description = "days that are there at the start")
  int historyDays;

  @Option(names = "--actors", defaultValue = "420", description = "accounts of actors")
  int actors;

  @Option(
      names = "--countries",
      defaultValue = "registry/countries.csv",
      description = "the registry's list of countries")
  Path countries;

  @Option(
      names = "--out",
      required = true,
      description = "folder for registry/, ledger.jsonl and events.spool; overwritten")
  Path out;

  @Option(
      names = "--events-per-second",
      defaultValue = "0",
      description =
          "raise the live rate to N per real second, 18 %% of it posts of actors; 0 for the natural rate")
  double eventsPerSecond;

  @Option(
      names = "--start",
      description = "simulated moment at which history ends and live begins; default now")
  Instant start;

  @Option(names = "--faults", description = "also send broken lines in the live part")
  boolean faults;

  @Option(names = "--ignore-stdin", description = "go on when standard input is closed")
  boolean ignoreStdin;

  /** Exit codes: 0 done, 2 wrong usage, 3 cannot run. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SimulatorMain()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream err = System.err;
    if (!Files.isReadable(countries)) {
      err.println(
          "simulator: cannot read "
              + countries
              + "; give the registry's countries.csv with --countries");
      return 2;
    }
    try {
      run();
      return 0;
    } catch (IllegalArgumentException e) {
      err.println("simulator: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("simulator: cannot run: " + e);
      return 3;
    }
  }

  private void run() throws IOException, InterruptedException {
    Instant begins = start == null ? Instant.now() : start;
    Setting setting =
        new Setting(
            port,
            controlPort,
            seed,
            speed,
            Duration.ofDays(historyDays),
            actors,
            countries,
            out,
            eventsPerSecond,
            begins,
            faults);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(stop, stopped)));
    try (Simulation simulation = Simulation.start(setting, System::nanoTime)) {
      System.out.println("READY " + new String(simulation.ready(), StandardCharsets.UTF_8));
      System.out.flush();
      if (!ignoreStdin) Thread.ofPlatform().daemon(true).start(() -> readToEnd(stop));
      stop.await();
    } finally {
      stopped.countDown();
    }
  }

  /** On SIGTERM: asks to stop and gives the files time to be closed. */
  private static void awaitEnd(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void readToEnd(CountDownLatch stop) {
    try {
      while (System.in.read() >= 0) continue;
    } catch (IOException e) {
      // as good as closed
    }
    stop.countDown();
  }
}
