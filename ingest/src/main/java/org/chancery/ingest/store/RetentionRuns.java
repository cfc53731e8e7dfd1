package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Forgets by rule and writes down what was forgotten. */
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

  /** What a rule forgets: columns of rows of a table, dated by one of them. */
  record Rule(String name, String table, String which, String dated, String forget) {}

  /** Forgets what is dated before a moment, in the transaction of the connection. */
  static Forgotten run(Connection connection, Rule rule, Instant cutoff) throws SQLException {
    String due = "%s and %s < ?".formatted(rule.which, rule.dated);
    long before = count(connection, rule, due, cutoff);
    long rows;
    try (PreparedStatement sql =
        connection.prepareStatement(
            "update %s set %s where %s".formatted(rule.table, rule.forget, due))) {
      sql.setTimestamp(1, Timestamp.from(cutoff));
      rows = sql.executeUpdate();
    }
    String kept = "%s and %s >= ?".formatted(rule.which, rule.dated);
    Forgotten run =
        new Forgotten(
            rule.name,
            cutoff,
            before,
            rows,
            count(connection, rule, due, cutoff),
            count(connection, rule, kept, cutoff));
    write(connection, run);
    return run;
  }

  private static long count(Connection connection, Rule rule, String which, Instant cutoff)
      throws SQLException {
    return count(
        connection,
        "select count(*) from %s where %s".formatted(rule.table, which),
        sql -> sql.setTimestamp(1, Timestamp.from(cutoff)));
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
