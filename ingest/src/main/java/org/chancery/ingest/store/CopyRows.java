package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for PostgreSQL's COPY in its binary form, which costs the server half of what the text form
 * does (its manual: COPY, File Formats, Binary Format). The types are those of the table's columns.
 * Not thread-safe.
 */
final class CopyRows {
  private static final int CHUNK = 1 << 16;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int END = -1;
  private static final int NULL = -1;

  /** By table and columns, asked for once: the schema is that of the program. */
  private static final Map<List<String>, CopyType[]> TYPES = new ConcurrentHashMap<>();

  private final Connection connection;
  private final String table;
  private final String columns;
  private final CopyBytes bytes = new CopyBytes(CHUNK);
  private CopyType @Nullable [] types;

  CopyRows(Connection connection, String table, String columns) {
    this.connection = connection;
    this.table = table;
    this.columns = columns;
  }

  /** One row, a value for each column; null is NULL. */
  void add(@Nullable Object... values) throws SQLException {
    if (types == null) {
      List<String> key = List.of(table, columns);
      types = TYPES.get(key);
      if (types == null) {
        types = types();
        TYPES.put(key, types);
      }
      bytes.raw(SIGNATURE);
    }
    if (values.length != types.length) {
      throw new IllegalArgumentException(
          "%d values for the %d columns of %s".formatted(values.length, types.length, table));
    }
    bytes.int2(values.length);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null) {
        bytes.int4(NULL);
      } else {
        int at = bytes.beginSized();
        types[i].write(value, bytes);
        bytes.endSized(at);
      }
    }
  }

  private CopyType[] types() throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet none =
            sql.executeQuery( // only: not planned for each of its partitions
                "select %s from only %s limit 0".formatted(columns, table))) {
      ResultSetMetaData about = none.getMetaData();
      CopyType[] found = new CopyType[about.getColumnCount()];
      for (int i = 0; i < found.length; i++) {
        found[i] = CopyType.named(about.getColumnTypeName(i + 1));
      }
      return found;
    }
  }

  /** Sends the rows into their table, if there are any. */
  void send() throws SQLException {
    if (types == null) {
      return;
    }
    bytes.int2(END);
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy %s (%s) from stdin with (format binary)".formatted(table, columns));
    try {
      for (int at = 0; at < bytes.size(); at += CHUNK) {
        copy.writeToCopy(bytes.array(), at, Math.min(CHUNK, bytes.size() - at));
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
