package org.chancery.server.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.chancery.ingest.identity.IdentityAlerts;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.feed.websub.PushDoor;
import org.chancery.ingest.topology.Hub;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A hub that serves pages and listens, until it is told to stop. */
public final class ServedHub {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final Duration DAY = Duration.ofDays(1);

  /** What is taken back leaves the live board within twice this. */
  private static final Duration MEND = Duration.ofSeconds(10);

  /**
   * How to serve.
   *
   * @param database JDBC address, null for the embedded server
   * @param registry folders in their order
   * @param speed simulated seconds per real second, 1 outside the demo
   * @param contact where readers report errors; null where nobody said so
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
      Surroundings.Build build,
      @Nullable Contact contact) {}

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
    run(settings, taps, (hub, wiring) -> List.of(), wiring -> null);
  }

  /**
   * Serves until the process is told to end.
   *
   * @param beside what is done beside serving, each on a thread of its own that is interrupted at
   *     the end
   * @param door where hubs of feeds push; null for nowhere
   */
  public static void run(
      Settings settings,
      BiFunction<Hub.Ref, Wiring, List<Tap>> taps,
      BiFunction<Hub.Ref, Wiring, List<Runnable>> beside,
      Function<Wiring, @Nullable PushDoor> door) {
    CountDownLatch closed = new CountDownLatch(1);
    try {
      serve(settings, taps, beside, door, closed);
    } finally {
      closed.countDown();
    }
  }

  private static void serve(
      Settings settings,
      BiFunction<Hub.Ref, Wiring, List<Tap>> taps,
      BiFunction<Hub.Ref, Wiring, List<Runnable>> beside,
      Function<Wiring, @Nullable PushDoor> door,
      CountDownLatch closed) {
    try (DataFolder folder =
            DataFolder.take(settings.data())
                .orElseThrow(() -> new FolderTakenException(settings.data()));
        Wiring wiring =
            Wiring.open(folder, settings.database(), settings.registry(), settings.clock())) {
      wiring.finishLoad();
      wiring.seedBoard();
      IdentityAlerts alerts = new IdentityAlerts(wiring.store().dataSource());
      Hub hub = wiring.hub(true);
      try (ConfigurableApplicationContext web =
              WebServer.start(
                  wiring
                      .surroundings(
                          settings.simulated(),
                          settings.speed(),
                          settings.build(),
                          settings.contact())
                      .with(door.apply(wiring)),
                  settings.bind(),
                  settings.port());
          ControlServer control = ControlServer.start(folder, new Importer(wiring), alerts);
          BoardMend mend =
              BoardMend.start(
                  hub.board(),
                  wiring.store().dataSource(),
                  wiring.clock(),
                  () -> hub.store().total().takenBack(),
                  MEND.toMillis());
          Retention retention =
              Retention.start(
                  Retention.rules(
                      wiring.store().dataSource(), InstantSource.system(), wiring.clock()),
                  (long) Math.ceil(DAY.toMillis() / settings.speed()))) {
        System.out.printf(
            "Chancery is ready: http://%s:%d/%n", settings.bind(), WebServer.port(web));
        System.out.flush();
        Hub.Ref ref = hub.register(LiveJob.NAME);
        try (LiveJob live = LiveJob.start(wiring, taps.apply(ref, wiring), ref, CHECKPOINTS)) {
          List<Thread> workers =
              beside.apply(ref, wiring).stream()
                  .map(work -> Thread.ofVirtual().name("beside").start(work))
                  .toList();
          awaitEnd(closed);
          workers.forEach(Thread::interrupt);
          workers.forEach(ServedHub::joinQuietly);
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
