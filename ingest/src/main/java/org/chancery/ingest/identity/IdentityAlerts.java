package org.chancery.ingest.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.chancery.core.event.Network;
import org.chancery.ingest.store.AlertLedger;
import org.chancery.ingest.store.Forgotten;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was noticed about identity. Not for publication: look-alikes tell of people who may
 * have done nothing. Thread-safe.
 */
public final class IdentityAlerts {
  /**
   * One finding.
   *
   * @param seenHandle null where it is no longer kept
   * @param nearness 0..1, null but for look-alikes
   * @param verdict as {@link Verdict#slug}; null where nobody was asked
   */
  public record Alert(
      int id,
      String kind,
      Instant firstSeen,
      Instant lastSeen,
      String actor,
      Network network,
      String listed,
      @Nullable String nativeId,
      @Nullable String seenHandle,
      @Nullable String field,
      @Nullable String trick,
      @Nullable Double nearness,
      @Nullable String verdict) {}

  private static final String SELECT =
      """
      select alert_id, kind, first_seen, last_seen, actor, network, listed, native_id,
        case when kind <> 'look-alike' or noted >= now() - make_interval(days => %d) then seen_handle end,
        field, trick, nearness, verdict
      from identity_alert where state = 'open'
      """
          .formatted(AlertLedger.DAYS_KEPT);
  private static final String NEWEST_FIRST = "order by last_seen desc, alert_id";
  private static final String DUE =
      """
      and kind <> 'look-alike' and network = ? and (verdict_at is null or verdict_at < ?)
      order by verdict_at nulls first, alert_id limit ?
      """;

  private final DataSource store;

  public IdentityAlerts(DataSource store) {
    this.store = store;
  }

  /** All open findings, for a person to look at. */
  public List<Alert> forReview() throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(SELECT + NEWEST_FIRST)) {
      return read(sql);
    }
  }

  /**
   * Changes of listed accounts about which nobody was asked since a moment, never asked ones first.
   */
  public List<Alert> due(Network network, Instant since, int most) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(SELECT + DUE)) {
      sql.setShort(1, (short) network.ordinal());
      sql.setTimestamp(2, Timestamp.from(since));
      sql.setInt(3, most);
      return read(sql);
    }
  }

  /** Keeps what was answered about a finding. */
  public void judge(int id, Verdict verdict, Instant at) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql =
            connection.prepareStatement(
                "update identity_alert set verdict = ?, verdict_at = ? where alert_id = ?")) {
      sql.setString(1, verdict.slug());
      sql.setTimestamp(2, Timestamp.from(at));
      sql.setInt(3, id);
      sql.executeUpdate();
    }
  }

  private static List<Alert> read(PreparedStatement sql) throws SQLException {
    List<Alert> alerts = new ArrayList<>();
    try (ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        double nearness = row.getDouble(12);
        alerts.add(
            new Alert(
                row.getInt(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                Network.values()[row.getInt(6)],
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getObject(12) == null ? null : nearness,
                row.getString(13)));
      }
    }
    return alerts;
  }

  /** Closes a finding; of a look-alike the handle goes with it. False when there is none open. */
  public boolean dismiss(int id) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql =
            connection.prepareStatement(
                """
                update identity_alert set state = 'dismissed',
                  seen_handle = case when kind = 'look-alike' then null else seen_handle end
                where alert_id = ? and state = 'open'
                """)) {
      sql.setInt(1, id);
      return sql.executeUpdate() > 0;
    }
  }

  /**
   * Removes handles of look-alikes that were kept long enough.
   *
   * @param now of the database's clock, which noted them, not of a simulated world's
   */
  public Forgotten forget(Instant now) throws SQLException {
    try (Connection connection = store.getConnection()) {
      return AlertLedger.forget(connection, now);
    }
  }
}
