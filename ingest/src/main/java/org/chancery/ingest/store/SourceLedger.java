package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sources say of themselves, written with the posts they brought. Totals are set, not added.
 */
final class SourceLedger {
  private static final String SOURCE =
      """
      insert into source (source, network, kind, state, first_heard, newest, last_error, updated)
      values (?, ?, ?, ?, ?, ?, ?, now())
      on conflict (source) do update set network = excluded.network, kind = excluded.kind, state = excluded.state,
        first_heard = least(source.first_heard, excluded.first_heard),
        newest = greatest(source.newest, excluded.newest), last_error = excluded.last_error, updated = now()
      """;
  private static final String COUNT =
      """
      insert into source_count (source, what, n) values (?, ?, ?)
      on conflict (source, what) do update set n = excluded.n
      """;
  private static final String GAP =
      """
      insert into gap (source, from_at, to_at, why) values (?, ?, ?, ?)
      on conflict (source, from_at) do update set to_at = greatest(gap.to_at, excluded.to_at), why = least(gap.why, excluded.why)
      """;

  private SourceLedger() {}

  static void write(
      Connection connection, Collection<Change.Progress> progress, List<Change.Gap> gaps)
      throws SQLException {
    if (!progress.isEmpty()) {
      try (PreparedStatement source = connection.prepareStatement(SOURCE);
          PreparedStatement count = connection.prepareStatement(COUNT)) {
        for (Change.Progress p : progress) {
          add(source, p);
          for (Map.Entry<String, Long> entry : p.counts().entrySet()) {
            count.setString(1, p.source());
            count.setString(2, entry.getKey());
            count.setLong(3, entry.getValue());
            count.addBatch();
          }
        }
        source.executeBatch();
        count.executeBatch();
      }
    }
    if (!gaps.isEmpty()) {
      try (PreparedStatement gap = connection.prepareStatement(GAP)) {
        for (Change.Gap g : gaps) {
          gap.setString(1, g.source());
          gap.setTimestamp(2, Timestamp.from(g.from()));
          gap.setTimestamp(3, Timestamp.from(g.to()));
          gap.setString(4, g.why());
          gap.addBatch();
        }
        gap.executeBatch();
      }
    }
  }

  private static void add(PreparedStatement sql, Change.Progress p) throws SQLException {
    sql.setString(1, p.source());
    if (p.network() == null) {
      sql.setNull(2, Types.SMALLINT);
    } else {
      sql.setShort(2, (short) p.network().ordinal());
    }
    sql.setString(3, p.live() ? "live" : "import");
    sql.setString(4, p.state());
    sql.setTimestamp(5, time(p.newest()));
    sql.setTimestamp(6, time(p.newest()));
    sql.setString(7, p.lastError());
    sql.addBatch();
  }

  private static @Nullable Timestamp time(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
