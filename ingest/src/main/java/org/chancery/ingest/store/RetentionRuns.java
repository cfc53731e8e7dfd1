package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Writes down what was forgotten. */
final class RetentionRuns {
  /** Sets the parameters of a statement. */
  @FunctionalInterface
  interface Bounds {
    void set(PreparedStatement sql) throws SQLException;
  }

  private RetentionRuns() {}

  static long count(Connection connection, String query, Bounds bounds) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(query)) {
      bounds.set(sql);
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static void write(Connection connection, Forgotten run) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            """
            insert into retention_run (rule, cutoff, due_before, forgotten, due_after, kept)
            values (?, ?, ?, ?, ?, ?)
            """)) {
      sql.setString(1, run.rule());
      sql.setTimestamp(2, Timestamp.from(run.cutoff()));
      sql.setLong(3, run.dueBefore());
      sql.setLong(4, run.rows());
      sql.setLong(5, run.dueAfter());
      sql.setLong(6, run.kept());
      sql.executeUpdate();
    }
  }
}
