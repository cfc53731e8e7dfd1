package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was noticed about identity, written with the posts of its batch. The same finding is one
 * row; of several ways in which one account resembles the same actor the nearest stays, whichever
 * came first.
 */
public final class AlertLedger {
  /**
   * People without a public role are not kept by name: so long a look-alike's handle is kept since
   * its first sight; a later one does not write it again.
   */
  public static final int DAYS_KEPT = 90;

  private static final String ALERT =
      """
      insert into identity_alert as a (alert_key, kind, first_seen, last_seen, actor, network, listed, native_id,
        seen_handle, field, trick, nearness)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (alert_key) do update set
        first_seen = least(a.first_seen, excluded.first_seen),
        last_seen = greatest(a.last_seen, excluded.last_seen),
        (listed, field, trick, nearness) = (
          select listed, field, trick, nearness
          from (values (a.listed, a.field, a.trick, a.nearness),
                       (excluded.listed, excluded.field, excluded.trick, excluded.nearness))
            t (listed, field, trick, nearness)
          order by nearness desc nulls last, field collate "C", trick collate "C", listed collate "C" limit 1),
        seen_handle = case
          when a.kind = 'look-alike' and (a.state = 'dismissed' or a.noted < now() - make_interval(days => %d)) then null
          else greatest(a.seen_handle collate "C", excluded.seen_handle collate "C") end
      """
          .formatted(DAYS_KEPT);
  private static final RetentionRuns.Rule HANDLES =
      new RetentionRuns.Rule(
          "look-alike-handles",
          "identity_alert",
          "kind = 'look-alike' and seen_handle is not null",
          "noted",
          "seen_handle = null");

  private AlertLedger() {}

  static void write(Connection connection, List<Change.IdentityAlert> alerts) throws SQLException {
    if (alerts.isEmpty()) {
      return;
    }
    List<Change.IdentityAlert> ordered =
        alerts.stream().sorted(Comparator.comparing(Change.IdentityAlert::key)).toList();
    try (PreparedStatement sql = connection.prepareStatement(ALERT)) {
      for (Change.IdentityAlert alert : ordered) {
        sql.setObject(1, alert.key());
        sql.setString(2, alert.kind());
        sql.setTimestamp(3, Timestamp.from(alert.seen()));
        sql.setTimestamp(4, Timestamp.from(alert.seen()));
        sql.setString(5, alert.actor());
        sql.setShort(6, (short) alert.network().ordinal());
        sql.setString(7, alert.listed());
        sql.setString(8, alert.nativeId());
        sql.setString(9, withoutNul(alert.seenHandle()));
        sql.setString(10, alert.field());
        sql.setString(11, alert.trick());
        if (alert.nearness() == null) {
          sql.setNull(12, Types.DOUBLE);
        } else {
          sql.setDouble(12, alert.nearness());
        }
        sql.executeUpdate(); // one by one: a batch may tell the same finding twice
      }
    }
  }

  private static @Nullable String withoutNul(@Nullable String text) {
    return text == null ? null : text.replace("\u0000", "");
  }

  /** Removes the handles of look-alikes that were kept long enough by now. */
  public static Forgotten forget(Connection connection, Instant now) throws SQLException {
    return RetentionRuns.run(connection, HANDLES, now.minus(DAYS_KEPT, ChronoUnit.DAYS));
  }
}
