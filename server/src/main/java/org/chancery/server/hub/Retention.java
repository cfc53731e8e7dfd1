package org.chancery.server.hub;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.chancery.ingest.identity.IdentityAlerts;
import org.chancery.ingest.store.Forgotten;
import org.chancery.ingest.store.UnlistedAccounts;
import org.chancery.ingest.store.UnlistedWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets, when a hub starts and once a day while it runs, what may not be kept longer: words of
 * people who are not listed, handles of look-alikes, names of accounts that left the registry. Each
 * run is written down in {@code retention_run} with what was due before and after. Thread-safe.
 */
final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Something that is forgotten when its time is over. */
  @FunctionalInterface
  interface Rule {
    Forgotten run() throws SQLException;
  }

  private final List<Rule> rules;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("retention").daemon().factory());

  private Retention(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * The rules of a hub.
   *
   * @param real the clock of the database, which dates what it notes by its own
   * @param world the clock of the world that is observed, which dates posts
   */
  static List<Rule> rules(DataSource store, InstantSource real, InstantSource world) {
    IdentityAlerts alerts = new IdentityAlerts(store);
    return List.of(
        () -> UnlistedWords.forget(store, world.instant()),
        () -> alerts.forget(real.instant()),
        () -> UnlistedAccounts.forget(store, real.instant()));
  }

  /**
   * Begins at once.
   *
   * @param everyMillis 86 400 000 for a day
   */
  static Retention start(List<Rule> rules, long everyMillis) {
    Retention retention = new Retention(rules);
    retention.thread.scheduleWithFixedDelay(
        () -> retention.rules.forEach(Retention::run), 0, everyMillis, TimeUnit.MILLISECONDS);
    return retention;
  }

  /** A failure is told and tried again the next day; thrown, it would end the schedule. */
  private static void run(Rule rule) {
    try {
      Forgotten run = rule.run();
      if (run.dueAfter() > 0) {
        LOG.warn("{}: {} rows are still due, tried again tomorrow", run.rule(), run.dueAfter());
      } else if (run.rows() > 0) {
        LOG.info("{}: {} rows were kept long enough and are forgotten", run.rule(), run.rows());
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("what was kept long enough could not be forgotten; tried again tomorrow", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
