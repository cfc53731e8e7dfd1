package org.chancery.server.api.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Lets another thread end a reading: the query under way and all that would follow. */
final class Cancelling {
  private volatile boolean cancelled;
  private volatile @Nullable PreparedStatement running;

  /**
   * Tells which query runs, null when it has ended.
   *
   * @throws SQLException when there is to be no further one
   */
  void running(@Nullable PreparedStatement statement) throws SQLException {
    running = statement;
    if (statement != null && cancelled) {
      throw new SQLException("given up", Reading.ReadingFailed.CANCELLED);
    }
  }

  /** Once may be too early for a query that is about to begin: to be repeated until all ended. */
  void cancel() {
    cancelled = true;
    PreparedStatement statement = running;
    try {
      if (statement != null) {
        statement.cancel();
      }
    } catch (SQLException e) {
      // it has ended meanwhile
    }
  }
}
