package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far each live source is stored in this database. A place is written in the transaction of the
 * rows that came before it, so that it is never ahead of them, also when the database is an older
 * copy. Rows come by several lanes side by side; the place of a source is that of the lane that is
 * behind the others. Thread-safe.
 */
public final class SourcePlaces {
  private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
  private static final String READ =
      "select cursor, counts, newest from source_place where source = ? order by step limit 1";
  private static final String KNOWN = "select from source where source = ?";
  private static final String FORGET = "delete from source_place where source = ?";
  private static final String WRITE =
      """
      insert into source_place (source, lane, step, cursor, counts, newest) values (?, ?, ?, ?, ?::jsonb, ?)
      on conflict (source, lane) do update set step = excluded.step, cursor = excluded.cursor, counts = excluded.counts,
        newest = excluded.newest
      """;

  private final DataSource store;

  public SourcePlaces(DataSource store) {
    this.store = store;
  }

  /**
   * Up to where a source is stored.
   *
   * @param cursor in the source's own words, null at its very beginning
   * @param counts totals by cause up to there
   */
  public record Place(@Nullable String cursor, Map<String, Long> counts, @Nullable Instant newest) {
    public Place {
      counts = Map.copyOf(counts);
    }
  }

  /** Up to where everything the source told is in this database. */
  public Optional<Place> find(String source) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(READ)) {
      sql.setString(1, source);
      try (ResultSet row = sql.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Timestamp newest = row.getTimestamp(3);
        return Optional.of(
            new Place(
                row.getString(1),
                JsonMapper.shared().readValue(row.getString(2), COUNTS),
                newest == null ? null : newest.toInstant()));
      }
    }
  }

  /** Whether this database ever heard of the source, be it before places were kept. */
  public boolean knows(String source) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(KNOWN)) {
      sql.setString(1, source);
      try (ResultSet row = sql.executeQuery()) {
        return row.next();
      }
    }
  }

  /** A source is opened at a place: from there on its lanes go, before anything is heard. */
  public void open(String source, int lanes, Place place) throws SQLException {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement forget = connection.prepareStatement(FORGET);
          PreparedStatement write = connection.prepareStatement(WRITE)) {
        PostStore.lockForWriting(connection);
        forget.setString(1, source);
        forget.executeUpdate();
        for (int lane = 0; lane < lanes; lane++) {
          Change.Place at =
              new Change.Place(source, lane, 0, place.cursor(), place.counts(), place.newest());
          add(write, at);
        }
        write.executeBatch();
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /** Writes places in the transaction of the rows before them. */
  static void write(Connection connection, Collection<Change.Place> places) throws SQLException {
    if (places.isEmpty()) {
      return;
    }
    try (PreparedStatement sql = connection.prepareStatement(WRITE)) {
      for (Change.Place place : places) {
        add(sql, place);
      }
      sql.executeBatch();
    }
  }

  private static void add(PreparedStatement sql, Change.Place place) throws SQLException {
    sql.setString(1, place.source());
    sql.setShort(2, (short) place.lane());
    sql.setLong(3, place.step());
    sql.setString(4, place.cursor());
    sql.setString(5, JsonMapper.shared().writeValueAsString(new TreeMap<>(place.counts())));
    sql.setTimestamp(6, place.newest() == null ? null : Timestamp.from(place.newest()));
    sql.addBatch();
  }
}
