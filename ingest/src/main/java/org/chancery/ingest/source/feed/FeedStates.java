package org.chancery.ingest.source.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.chancery.ingest.source.feed.websub.PushHub;
import org.jspecify.annotations.Nullable;

/** The table of feeds. Thread-safe: each call uses its own connection. */
final class FeedStates {
  private static final String READ =
      """
      select feed, address, etag, last_modified, title, due, extract(epoch from pause)::bigint as pause, failures,
             asked, answered, state, last_error, hub, topic, known
      from feed_state
      """;
  private static final String INSERT =
      """
      insert into feed_state (feed, address, etag, last_modified, title, due, pause, failures, asked, answered, state, last_error, known, hub, topic)
      values (?, ?, ?, ?, ?, ?, make_interval(secs => ?), ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String ADD = INSERT + " on conflict (feed) do nothing";
  private static final String WRITE =
      INSERT
          + """
       on conflict (feed) do update set address = excluded.address, etag = excluded.etag,
        last_modified = excluded.last_modified, title = excluded.title, due = excluded.due, pause = excluded.pause,
        failures = excluded.failures, asked = excluded.asked, answered = excluded.answered, state = excluded.state,
        last_error = excluded.last_error, known = excluded.known, hub = excluded.hub, topic = excluded.topic
      """;
  private static final String GAP =
      """
      insert into feed_gap (feed, from_at, to_at, why) values (?, ?, ?, ?)
      on conflict (feed, from_at) do update set to_at = greatest(feed_gap.to_at, excluded.to_at), why = excluded.why
      """;

  private static final String BELIEVED =
      "select feed from feed_subscription where believed and lease_end > ?";
  private static final String PUSHED =
      "select feed from feed_subscription join feed_state f using (feed) where pushed > f.asked";
  private static final String DOUBTED =
      """
      update feed_subscription set believed = false where feed = ? and coalesce(pushed, '-infinity') <= ?
      """;

  /** A span in which entries of a feed may have been missed. */
  record Gap(String feed, Instant from, Instant to, String why) {}

  private final DataSource store;

  FeedStates(DataSource store) {
    this.store = store;
  }

  Map<String, FeedState> read() throws SQLException {
    Map<String, FeedState> states = new HashMap<>();
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(READ);
        ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        FeedState state =
            new FeedState(
                row.getString("feed"),
                row.getString("address"),
                row.getString("etag"),
                row.getString("last_modified"),
                row.getString("title"),
                instant(row.getTimestamp("due")),
                Duration.ofSeconds(row.getLong("pause")),
                row.getInt("failures"),
                instant(row.getTimestamp("asked")),
                instant(row.getTimestamp("answered")),
                FeedState.Condition.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("last_error"),
                hub(row),
                new Known(row.getBytes("known")));
        states.put(state.feed(), state);
      }
    }
    return states;
  }

  /** Feeds whose hub tells of news before they are found by asking. */
  Set<String> believed(Instant now) throws SQLException {
    return feeds(BELIEVED, Timestamp.from(now));
  }

  /** Feeds that were pushed and not asked since. */
  Set<String> pushed() throws SQLException {
    return feeds(PUSHED);
  }

  private Set<String> feeds(String text, Object... values) throws SQLException {
    Set<String> feeds = new HashSet<>();
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(text)) {
      for (int i = 0; i < values.length; i++) {
        sql.setObject(i + 1, values[i]);
      }
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          feeds.add(row.getString("feed"));
        }
      }
    }
    return feeds;
  }

  /** Adds feeds that were never asked; what is known of one is left as it is. */
  void add(Collection<FeedState> untried) throws SQLException {
    if (untried.isEmpty()) {
      return;
    }
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(ADD)) {
      for (FeedState state : untried) {
        add(sql, state);
      }
      sql.executeBatch();
    }
  }

  /**
   * Writes how feeds stand.
   *
   * @param doubted feeds whose news their hub did not tell, and when they were found; a push that
   *     came later counts
   */
  void write(Collection<FeedState> states, List<Gap> gaps, Map<String, Instant> doubted)
      throws SQLException {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement sql = connection.prepareStatement(WRITE);
          PreparedStatement gap = connection.prepareStatement(GAP)) {
        for (FeedState state : states) {
          add(sql, state);
        }
        sql.executeBatch();
        for (Gap g : gaps) {
          gap.setString(1, g.feed());
          gap.setTimestamp(2, Timestamp.from(g.from()));
          gap.setTimestamp(3, Timestamp.from(g.to()));
          gap.setString(4, g.why());
          gap.executeUpdate(); // one by one: two of a batch may be the same gap, seen later again
        }
        if (!doubted.isEmpty()) {
          doubt(connection, doubted);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static void doubt(Connection connection, Map<String, Instant> doubted)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(DOUBTED)) {
      for (Map.Entry<String, Instant> one : doubted.entrySet()) {
        sql.setString(1, one.getKey());
        sql.setTimestamp(2, Timestamp.from(one.getValue()));
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  private static void add(PreparedStatement sql, FeedState state) throws SQLException {
    sql.setString(1, state.feed());
    sql.setString(2, state.address());
    sql.setString(3, state.etag());
    sql.setString(4, state.lastModified());
    sql.setString(5, state.title());
    sql.setTimestamp(6, timestamp(state.due()));
    sql.setDouble(7, state.pause().toSeconds());
    sql.setInt(8, state.failures());
    sql.setTimestamp(9, timestamp(state.asked()));
    sql.setTimestamp(10, timestamp(state.answered()));
    sql.setString(11, state.condition().name().toLowerCase(Locale.ROOT));
    sql.setString(12, state.lastError());
    sql.setBytes(13, state.known().bytes());
    sql.setString(14, state.hub() == null ? null : state.hub().url());
    sql.setString(15, state.hub() == null ? null : state.hub().topic());
    sql.addBatch();
  }

  private static @Nullable PushHub hub(ResultSet row) throws SQLException {
    String url = row.getString("hub");
    return url == null ? null : new PushHub(url, row.getString("topic"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}
