package org.chancery.server.api.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** One read-only transaction: all its answers are of the same moment. For one thread. */
public final class Reading {
  private final Connection connection;
  private final int seconds;

  Reading(Connection connection, int seconds) {
    this.connection = connection;
    this.seconds = seconds;
  }

  /** Makes a value of the row at which the result stands. */
  @FunctionalInterface
  public interface Row<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
  }

  public <T extends @Nullable Object> List<T> list(Sql sql, Row<T> reader) {
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      // Never a plan for unknown values: words and actors differ in frequency by 10^6.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      statement.setQueryTimeout(seconds);
      int place = 1;
      for (Object value : sql.values()) {
        bind(statement, place++, value);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new ReadingFailed(e);
    }
  }

  public <T> Optional<T> first(Sql sql, Row<? extends @Nullable T> reader) {
    List<? extends @Nullable T> rows = list(sql, reader);
    return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getFirst());
  }

  /** A failure of the database, to be told from those of the program. */
  public static final class ReadingFailed extends RuntimeException {
    private static final String CANCELLED = "57014";

    ReadingFailed(SQLException cause) {
      super(cause);
    }

    /** Whether the question was given up because it took too long. */
    public boolean tookTooLong() {
      return getCause() instanceof SQLException e && CANCELLED.equals(e.getSQLState());
    }
  }

  private void bind(PreparedStatement statement, int place, Object value) throws SQLException {
    switch (value) {
      case Instant at -> statement.setObject(place, at.atOffset(ZoneOffset.UTC));
      case Network network -> statement.setShort(place, (short) network.ordinal());
      case Collection<?> many -> statement.setArray(place, array(many));
      default -> statement.setObject(place, value);
    }
  }

  private Array array(Collection<?> many) throws SQLException {
    Object first = many.isEmpty() ? "" : many.iterator().next();
    return switch (first) {
      case Network network ->
          connection.createArrayOf(
              "int2", many.stream().map(n -> (short) ((Network) n).ordinal()).toArray());
      case Integer key -> connection.createArrayOf("int4", many.toArray());
      case LocalDate day -> connection.createArrayOf("date", many.toArray());
      case UUID key -> connection.createArrayOf("uuid", many.toArray());
      case Instant at ->
          connection.createArrayOf(
              "timestamptz",
              many.stream().map(i -> ((Instant) i).atOffset(ZoneOffset.UTC).toString()).toArray());
      default -> connection.createArrayOf("text", many.toArray());
    };
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant findInstant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  public static @Nullable Long findLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  public static @Nullable Integer findInt(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  public static Network network(ResultSet row, String column) throws SQLException {
    return Network.values()[row.getInt(column)];
  }
}
