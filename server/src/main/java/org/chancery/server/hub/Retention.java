package org.chancery.server.hub;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chancery.ingest.identity.IdentityAlerts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets, when a hub starts and once a day while it runs, what may not be kept longer: handles of
 * look-alikes. Thread-safe.
 */
final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final IdentityAlerts alerts;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("retention").daemon().factory());

  private Retention(IdentityAlerts alerts, InstantSource clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * Begins at once.
   *
   * @param clock the real one, also where the hub's world is simulated: the database dates what it
   *     notes by its own
   * @param everyMillis 86 400 000 for a day
   */
  static Retention start(IdentityAlerts alerts, InstantSource clock, long everyMillis) {
    Retention retention = new Retention(alerts, clock);
    retention.thread.scheduleWithFixedDelay(
        retention::forget, 0, everyMillis, TimeUnit.MILLISECONDS);
    return retention;
  }

  /** A failure is told and tried again the next day; thrown, it would end the schedule. */
  private void forget() {
    try {
      int gone = alerts.forget(clock.instant());
      if (gone > 0) {
        LOG.info("handles of {} look-alikes were kept long enough and are forgotten", gone);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("handles of look-alikes could not be forgotten; tried again tomorrow", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
