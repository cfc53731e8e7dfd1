package org.chancery.server.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.ingest.identity.IdentityAlerts;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** A hub that serves pages and listens, until it is told to stop. */
public final class ServedHub {
  private static final Logger LOG = LoggerFactory.getLogger(ServedHub.class);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String LIVE = "live";

  /**
   * How to serve.
   *
   * @param database JDBC address, null for the embedded server
   * @param registry folders in their order
   * @param speed simulated seconds per real second, 1 outside the demo
   */
  public record Settings(
      Path data,
      @Nullable String database,
      List<Path> registry,
      String bind,
      int port,
      InstantSource clock,
      boolean simulated,
      double speed,
      Surroundings.Build build) {}

  /** The data folder is another process's. */
  public static final class FolderTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FolderTakenException(Path folder) {
      super(
          "another chancery works on %s: stop it, or give another folder by --data"
              .formatted(folder));
    }
  }

  private ServedHub() {}

  /** Serves until the process is told to end. */
  public static void run(Settings settings, BiFunction<Hub.Ref, Wiring, List<Tap>> taps) {
    run(settings, taps, wiring -> () -> {});
  }

  /**
   * Serves until the process is told to end.
   *
   * @param beside what is done once beside serving, on a thread of its own that is interrupted at
   *     the end
   */
  public static void run(
      Settings settings,
      BiFunction<Hub.Ref, Wiring, List<Tap>> taps,
      Function<Wiring, Runnable> beside) {
    CountDownLatch closed = new CountDownLatch(1);
    try {
      serve(settings, taps, beside, closed);
    } finally {
      closed.countDown();
    }
  }

  private static void serve(
      Settings settings,
      BiFunction<Hub.Ref, Wiring, List<Tap>> taps,
      Function<Wiring, Runnable> beside,
      CountDownLatch closed) {
    try (DataFolder folder =
            DataFolder.take(settings.data())
                .orElseThrow(() -> new FolderTakenException(settings.data()));
        Wiring wiring =
            Wiring.open(folder, settings.database(), settings.registry(), settings.clock())) {
      wiring.seedBoard();
      try (ConfigurableApplicationContext web =
              WebServer.start(
                  wiring.surroundings(settings.simulated(), settings.speed(), settings.build()),
                  settings.bind(),
                  settings.port());
          ControlServer control = ControlServer.start(folder, new Importer(wiring));
          Retention retention =
              Retention.start(
                  new IdentityAlerts(wiring.store().dataSource()),
                  InstantSource.system(),
                  DAY.toMillis())) {
        System.out.printf(
            "Chancery is ready: http://%s:%d/%n", settings.bind(), WebServer.port(web));
        System.out.flush();
        Hub.Ref hub = wiring.hub(true).register(LIVE);
        @Nullable JobClient live = listen(wiring, taps.apply(hub, wiring), hub);
        Thread worker = Thread.ofVirtual().name("beside").start(beside.apply(wiring));
        awaitEnd(closed);
        worker.interrupt();
        joinQuietly(worker);
        if (live != null) {
          live.cancel().join();
        }
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the hub cannot run in " + settings.data(), e);
    }
  }

  private static void joinQuietly(Thread worker) {
    try {
      worker.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable JobClient listen(Wiring wiring, List<Tap> taps, Hub.Ref hub) {
    if (taps.isEmpty()) {
      LOG.info("no live source is set; posts come by import");
      return null;
    }
    try {
      StreamExecutionEnvironment job = wiring.liveEngine(LIVE, CHECKPOINTS).environment();
      Topology.live(job, taps, hub);
      JobClient live = job.executeAsync(LIVE);
      live.getJobExecutionResult()
          .whenComplete(
              (result, error) -> {
                if (error != null && !(error instanceof CancellationException)) {
                  LOG.error("the live stream ended; pages go on without news, start again", error);
                }
              });
      return live;
    } catch (Exception e) {
      throw new IllegalStateException("the stream engine does not start", e);
    }
  }

  /** Waits for a signal to end, and holds the process until all is closed. */
  private static void awaitEnd(CountDownLatch closed) {
    CountDownLatch asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  try {
                    closed.await(30, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "end"));
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
