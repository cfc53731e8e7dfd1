package org.chancery.server.api.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.chancery.server.api.query.Problem;

/**
 * Lets answers read the store: read-only, each with one connection, a limit of time, and never so
 * many at once that the writer goes without. Thread-safe.
 */
public final class Readings {
  /** Of the pool's 16 connections. */
  private static final int MOST_AT_ONCE = 10;

  private static final Duration LONGEST_QUERY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DataSource store;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE, true);

  public Readings(DataSource store) {
    this.store = store;
  }

  /** Runs work in one read-only transaction. */
  public <T> T read(Function<Reading, T> work) {
    if (!acquire()) {
      throw new Problem(503, "BUSY", "too many questions at once; ask again in a moment", null);
    }
    try {
      return transaction(work);
    } finally {
      free.release();
    }
  }

  private <T> T transaction(Function<Reading, T> work) {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return work.apply(new Reading(connection, (int) LONGEST_QUERY.toSeconds()));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new Reading.ReadingFailed(e);
    }
  }

  private boolean acquire() {
    try {
      return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
