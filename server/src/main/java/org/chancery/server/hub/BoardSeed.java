package org.chancery.server.hub;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.chancery.ingest.topology.LiveBoard;
import org.chancery.server.api.sql.Relations;

/** Fills the live board from stored posts, so that a restart does not begin with an empty page. */
final class BoardSeed {
  private static final String COUNTS =
      """
      with recent as (
        select date_trunc('minute', created) as minute, kind, country, hashtags, created, post_key
        from posts where created >= ? and %s
      )
      select minute, 'POSTS', '', count(*) from recent where kind <> 2 group by 1
      union all
      select minute, 'COUNTRY', country, count(*) from recent where kind <> 2 and country <> '' group by 1, 3
      union all
      select minute, 'TAG', tag, count(*) from recent, unnest(hashtags) as tag where kind <> 2 group by 1, 3
      union all
      select minute, 'PAIR', from_country || '>' || to_country, count(distinct post_key)
      from (select date_trunc('minute', created) as minute, from_country, to_country, post_key from interactions
            where created >= ? and %s and from_country <> '' and to_country <> '' and from_country <> to_country) x
      group by 1, 3
      """
          .formatted(Relations.COUNTED, Relations.COUNTED_INTERACTION);

  private BoardSeed() {}

  /** What the store counts by minute. */
  static List<LiveBoard.Count> counts(DataSource store, Instant now) throws SQLException {
    Timestamp since = Timestamp.from(now.minus(LiveBoard.MINUTES, ChronoUnit.MINUTES));
    List<LiveBoard.Count> counts = new ArrayList<>();
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(COUNTS)) {
      sql.setTimestamp(1, since);
      sql.setTimestamp(2, since);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          counts.add(
              new LiveBoard.Count(
                  row.getTimestamp(1).toInstant(),
                  LiveBoard.What.valueOf(row.getString(2)),
                  row.getString(3),
                  row.getLong(4)));
        }
      }
    }
    return counts;
  }

  static void fill(LiveBoard board, DataSource store, Instant now) throws SQLException {
    counts(store, now).forEach(c -> board.set(c.minute(), c.what(), c.key(), c.posts()));
  }
}
