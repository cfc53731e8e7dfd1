package org.chancery.ingest.source.feed.websub;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of subscriptions. Thread-safe: each call is one statement on its own connection. */
final class Subscriptions {
  /** A feed that is read is due again within a day; one that is out of reach stays behind. */
  private static final Duration READ_WITHIN = Duration.ofDays(2);

  private static final String DUE =
      """
      select f.feed, f.hub, f.topic, s.token, s.secret, s.waits, s.asked, s.next, s.failures,
             s.hub = f.hub and s.topic = f.topic as same
      from feed_state f left join feed_subscription s on s.feed = f.feed
      where f.feed = any(?) and f.hub is not null and f.state in ('live', 'moved') and f.due > ?
        and (s.feed is null or case when s.hub = f.hub and s.topic = f.topic then s.next <= ? else s.asked <= ? end)
      order by s.next nulls first, f.feed limit 200
      """;
  private static final String FORGET =
      """
      delete from feed_subscription s where s.feed <> all(?)
        or not exists (select from feed_state f where f.feed = s.feed and f.hub is not null)
      """;
  private static final String ASK =
      """
      insert into feed_subscription as s (feed, hub, topic, token, secret, state, waits, asked, next, failures)
      values (?, ?, ?, ?, ?, 'asked', true, ?, ?, ?)
      on conflict (feed) do update set hub = excluded.hub, topic = excluded.topic, token = excluded.token, secret = excluded.secret,
        waits = true, asked = excluded.asked, next = excluded.next, failures = excluded.failures,
        state = case when s.token = excluded.token and s.lease_end > excluded.asked then s.state else 'asked' end,
        lease_end = case when s.token = excluded.token then s.lease_end end,
        believed = s.believed and s.token = excluded.token,
        refused = case when s.token = excluded.token then s.refused else 0 end
      """;
  private static final String FAILED =
      """
      update feed_subscription set waits = false, state = 'failing', failures = failures + 1, next = ?, last_error = ?
      where token = ? and waits
      """;
  private static final String LATER =
      "update feed_subscription set waits = false, next = ? where token = ? and waits";
  private static final String VERIFIED =
      """
      update feed_subscription set waits = false, state = 'live', failures = 0, last_error = null, lease_end = ?, next = ?
      where token = ? and topic = ? and asked > ? and state <> 'denied'
      """;
  private static final String DENIED =
      """
      update feed_subscription set waits = false, state = 'denied', lease_end = null, believed = false, next = ?, last_error = 'DENIED'
      where token = ? and topic = ?
      """;
  private static final String LIVE =
      "select feed, secret from feed_subscription where token = ? and lease_end > ?";
  private static final String PUSHED =
      "update feed_subscription set pushed = ?, believed = true where token = ?";
  private static final String REFUSED =
      "update feed_subscription set refused = refused + 1 where token = ?";

  private final DataSource store;

  Subscriptions(DataSource store) {
    this.store = store;
  }

  /**
   * A feed whose hub is to be asked.
   *
   * @param subscription null where there is none with that hub
   * @param failures failures in a row, with whatever hub
   */
  record Due(String feed, PushHub hub, @Nullable Subscription subscription, int failures) {}

  /**
   * Whose hubs are to be asked.
   *
   * @param named by registry and settings
   */
  List<Due> due(Set<String> named, Instant now) throws SQLException {
    List<Due> due = new ArrayList<>();
    Instant another = now.minus(Subscription.ANOTHER_HUB);
    try (Connection connection = store.getConnection();
        PreparedStatement sql =
            prepared(connection, DUE, named, now.minus(READ_WITHIN), now, another);
        ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        String feed = row.getString("feed");
        PushHub hub = new PushHub(row.getString("hub"), row.getString("topic"));
        Subscription same = row.getBoolean("same") ? read(row, feed, hub) : null;
        due.add(new Due(feed, hub, same, row.getInt("failures")));
      }
    }
    return due;
  }

  private static Subscription read(ResultSet row, String feed, PushHub hub) throws SQLException {
    return new Subscription(
        feed,
        hub,
        row.getString("token"),
        row.getString("secret"),
        row.getBoolean("waits"),
        row.getTimestamp("asked").toInstant(),
        row.getTimestamp("next").toInstant(),
        row.getInt("failures"));
  }

  /**
   * Lets go of those of feeds that nobody names any more, or that name no hub any more.
   *
   * @param named by registry and settings
   */
  void keepOnly(Set<String> named) throws SQLException {
    update(FORGET, named);
  }

  /** Written before the hub is asked: it may verify before it answers. */
  void asking(Subscription s) throws SQLException {
    update(
        ASK,
        s.feed(),
        s.hub().url(),
        s.hub().topic(),
        s.token(),
        s.secret(),
        s.asked(),
        s.next(),
        s.failures());
  }

  /** Nothing came of the asking, unless the hub has verified meanwhile. */
  void failed(Subscription s, Instant next, String cause) throws SQLException {
    update(FAILED, next, cause, s.token());
  }

  /** The hub was not asked after all. */
  void later(Subscription s, Instant next) throws SQLException {
    update(LATER, next, s.token());
  }

  /** Whether such a verification was awaited. */
  boolean verified(String token, String topic, Instant now, Duration lease) throws SQLException {
    return update(
            VERIFIED,
            now.plus(lease),
            Subscription.renewal(now, lease),
            token,
            topic,
            now.minus(Subscription.VERIFIED_WITHIN))
        > 0;
  }

  /** Whether there is such a subscription. */
  boolean denied(String token, String topic, Instant now) throws SQLException {
    return update(DENIED, now.plus(Subscription.AFTER_DENIAL), token, topic) > 0;
  }

  /** Whose pushes may come to a callback now. */
  record Live(String feed, String secret) {}

  Optional<Live> live(String token, Instant now) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = prepared(connection, LIVE, token, now);
        ResultSet row = sql.executeQuery()) {
      return row.next()
          ? Optional.of(new Live(row.getString("feed"), row.getString("secret")))
          : Optional.empty();
    }
  }

  /** Written at once: it is all that is left of a push when the program ends before the visit. */
  void pushed(String token, Instant now) throws SQLException {
    update(PUSHED, now, token);
  }

  void refused(String token) throws SQLException {
    update(REFUSED, token);
  }

  private int update(String text, Object... values) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = prepared(connection, text, values)) {
      return sql.executeUpdate();
    }
  }

  private static PreparedStatement prepared(Connection connection, String text, Object... values)
      throws SQLException {
    PreparedStatement sql = connection.prepareStatement(text);
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Instant at -> sql.setTimestamp(i + 1, Timestamp.from(at));
        case Set<?> texts -> sql.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
        case Object value -> sql.setObject(i + 1, value);
      }
    }
    return sql;
  }
}
