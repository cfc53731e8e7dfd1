package org.chancery.ingest.source.mastodon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables of accounts and their gaps. Thread-safe: each call uses its own connection. */
final class AccountStates {
  private static final String READ =
      """
      select account, id, newest, oldest, past_read, due, extract(epoch from pause)::bigint as pause, failures,
             asked, answered, walked, state, last_error, known
      from mastodon_account
      """;
  private static final String WRITE =
      """
      insert into mastodon_account (account, id, newest, oldest, past_read, due, pause, failures, asked, answered,
        walked, state, last_error, known)
      values (?, ?, ?, ?, ?, ?, make_interval(secs => ?), ?, ?, ?, ?, ?, ?, ?)
      on conflict (account) do update set id = excluded.id, newest = excluded.newest, oldest = excluded.oldest,
        past_read = excluded.past_read, due = excluded.due, pause = excluded.pause, failures = excluded.failures,
        asked = excluded.asked, answered = excluded.answered, walked = excluded.walked, state = excluded.state,
        last_error = excluded.last_error, known = excluded.known
      """;
  private static final String GAP =
      """
      insert into mastodon_gap (account, from_at, to_at, why, closed) values (?, ?, ?, ?, ?)
      on conflict (account, from_at) do update set to_at = greatest(mastodon_gap.to_at, excluded.to_at),
        why = case when excluded.closed is null then excluded.why else mastodon_gap.why end,
        closed = coalesce(mastodon_gap.closed, excluded.closed)
      """;

  private final DataSource store;

  AccountStates(DataSource store) {
    this.store = store;
  }

  Map<String, AccountState> read() throws SQLException {
    Map<String, AccountState> states = new HashMap<>();
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(READ);
        ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        AccountState state =
            new AccountState(
                row.getString("account"),
                row.getString("id"),
                row.getString("newest"),
                row.getString("oldest"),
                row.getBoolean("past_read"),
                row.getTimestamp("due").toInstant(),
                Duration.ofSeconds(row.getLong("pause")),
                row.getInt("failures"),
                instant(row.getTimestamp("asked")),
                instant(row.getTimestamp("answered")),
                instant(row.getTimestamp("walked")),
                AccountState.Condition.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("last_error"),
                KnownStatus.parse(row.getBytes("known")));
        states.put(state.account(), state);
      }
    }
    return states;
  }

  void write(Collection<AccountState> states, List<AccountGap> gaps) throws SQLException {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement sql = connection.prepareStatement(WRITE);
          PreparedStatement gap = connection.prepareStatement(GAP)) {
        for (AccountState state : states) {
          add(sql, state);
        }
        sql.executeBatch();
        for (AccountGap g : gaps) {
          gap.setString(1, g.of());
          gap.setTimestamp(2, Timestamp.from(g.from()));
          gap.setTimestamp(3, Timestamp.from(g.to()));
          gap.setString(4, g.why());
          gap.setTimestamp(5, timestamp(g.closed()));
          gap.addBatch();
        }
        gap.executeBatch();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static void add(PreparedStatement sql, AccountState state) throws SQLException {
    sql.setString(1, state.account());
    sql.setString(2, state.id());
    sql.setString(3, state.newest());
    sql.setString(4, state.oldest());
    sql.setBoolean(5, state.isPastRead());
    sql.setTimestamp(6, timestamp(state.due()));
    sql.setDouble(7, state.pause().toSeconds());
    sql.setInt(8, state.failures());
    sql.setTimestamp(9, timestamp(state.asked()));
    sql.setTimestamp(10, timestamp(state.answered()));
    sql.setTimestamp(11, timestamp(state.walked()));
    sql.setString(12, state.condition().name().toLowerCase(Locale.ROOT));
    sql.setString(13, state.lastError());
    sql.setBytes(14, KnownStatus.bytes(state.known()));
    sql.addBatch();
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}
