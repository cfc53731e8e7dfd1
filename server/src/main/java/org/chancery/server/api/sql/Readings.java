package org.chancery.server.api.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
  static final int MOST_AT_ONCE = 10;

  static final Duration LONGEST_QUERY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Sql EXPORT = Sql.of("select pg_export_snapshot()");

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
      return read(work, "", new Cancelling());
    } finally {
      free.release();
    }
  }

  <T> Beside<T> beside(Reading first, Function<Reading, T> work) {
    if (free.hasQueuedThreads() || !free.tryAcquire()) {
      return Beside.later(() -> work.apply(first));
    }
    Cancelling cancelling = new Cancelling();
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      String moment = first.list(EXPORT, row -> row.getString(1)).getFirst();
      Thread.ofPlatform()
          .daemon()
          .name("beside") // those who ask may hold all that carries virtual threads
          .start(() -> complete(result, work, moment, cancelling));
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
    return Beside.underWay(result, cancelling);
  }

  private <T> void complete(
      CompletableFuture<T> result,
      Function<Reading, T> work,
      String moment,
      Cancelling cancelling) {
    T value = null;
    Throwable failure = null;
    try {
      value = read(work, "; set transaction snapshot '%s'".formatted(moment), cancelling);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    free.release(); // first: whoever has the result has the place back as well
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(failure);
    }
  }

  /**
   * @param begin statements that follow the first of the transaction
   */
  private <T> T read(Function<Reading, T> work, String begin, Cancelling cancelling) {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (Statement sql = connection.createStatement()) {
        sql.execute("set transaction isolation level repeatable read" + begin);
      }
      try {
        return work.apply(
            new Reading(connection, (int) LONGEST_QUERY.toSeconds(), this, cancelling));
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
