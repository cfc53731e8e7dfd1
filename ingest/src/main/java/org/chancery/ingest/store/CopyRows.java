package org.chancery.ingest.store;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows for PostgreSQL's COPY in its CSV form. Not thread-safe. */
final class CopyRows {
  private static final CSVFormat FORMAT = CSVFormat.POSTGRESQL_CSV;

  private final StringBuilder rows = new StringBuilder();
  private final CSVPrinter printer;

  CopyRows() {
    try {
      this.printer = new CSVPrinter(rows, FORMAT);
    } catch (IOException e) {
      throw new IllegalStateException("a StringBuilder never fails", e);
    }
  }

  /** One row; null is NULL, instants and keys are written as PostgreSQL reads them. */
  void add(@Nullable Object... values) {
    try {
      for (Object value : values) {
        printer.print(written(value));
      }
      printer.println();
    } catch (IOException e) {
      throw new IllegalStateException("a StringBuilder never fails", e);
    }
  }

  private static @Nullable String written(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant at -> at.toString();
      case UUID key -> key.toString();
      // PostgreSQL's text holds any character but NUL
      case String text -> text.indexOf('\0') < 0 ? text : text.replace("\0", "");
      default -> value.toString();
    };
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Sends the rows into a table. */
  void into(Connection connection, String table, String columns) throws SQLException {
    String sql = "copy %s (%s) from stdin with (format csv)".formatted(table, columns);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new StringReader(rows.toString()), 1 << 16);
    } catch (IOException e) {
      throw new SQLException("sending rows into " + table + " failed", e);
    }
  }
}
