package org.chancery.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Network;
import org.chancery.ingest.topology.Engine;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Live ingest to durable, searchable rows, beside the plain loop without any store. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Topology into PostgreSQL with text index / plain loop without store.")
final class IngestBench implements Callable<Integer> {
  private static final int THREADS = 2;

  @Option(names = "--frames", description = "Frames in all (default: 3000000).")
  private long frames = 3_000_000;

  @Option(
      names = "--folder",
      description = "Folder of the store, made anew (default: a temporary one).")
  private Path folder = Path.of("");

  @Option(names = "--seed", description = "Seed (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    Path place =
        folder.toString().isEmpty() ? Files.createTempDirectory("chancery-ingest") : folder;
    try (BenchStore store = BenchStore.open(place, seed)) {
      Hub.Ref hub = store.hub().register("bench");
      long from = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli() * 1_000;
      PlainLoop.run(
          seed,
          THREADS,
          frames / 4,
          true,
          from,
          hub.ids(Network.BLUESKY),
          store.directory(),
          store.pseudonyms());
      Used plain = new Used();
      PlainLoop.run(
          seed,
          THREADS,
          frames / THREADS,
          true,
          from,
          hub.ids(Network.BLUESKY),
          store.directory(),
          store.pseudonyms());
      double plainRate = frames / plain.seconds();
      System.out.printf(
          "plain loop, no store: %,.0f events/s, %.2f us CPU an event%n",
          plainRate, plain.cpuSeconds() * 1e6 / frames);
      Used used = new Used();
      StreamExecutionEnvironment engine =
          new Engine(
                  THREADS,
                  place.toAbsolutePath().resolve("checkpoints"),
                  Duration.ofSeconds(5),
                  false)
              .environment();
      FramesTap tap =
          new FramesTap(
              seed, THREADS, frames / THREADS, true, from, 0, hub.ids(Network.BLUESKY));
      Topology.live(engine, List.of(tap), hub);
      Thread meter = Thread.ofVirtual().start(() -> tell(used));
      engine.execute("ingest");
      meter.interrupt();
      double rate = frames / used.seconds();
      System.out.printf(
          "topology into PostgreSQL, text index live: %,.0f events/s, %.2f us CPU an event in the JVM, peak %d MiB; ratio %.3f of the plain loop%n",
          rate, used.cpuSeconds() * 1e6 / frames, Used.peakMebibytes(), rate / plainRate);
      System.out.println("stored: " + stored(store));
    }
    return 0;
  }

  private static void tell(Used used) {
    long before = FramesTap.GIVEN.get();
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(10));
        long now = FramesTap.GIVEN.get();
        System.out.printf("  %4.0f s  %,d events/s%n", used.seconds(), (now - before) / 10);
        before = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String stored(BenchStore store) throws Exception {
    try (Connection connection = store.store().dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select (select count(*) from posts), (select count(*) from interactions), (select count(*) from reaction)")) {
      row.next();
      return "%,d posts, %,d interactions, %,d reactions"
          .formatted(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }
}
