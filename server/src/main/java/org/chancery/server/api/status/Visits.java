package org.chancery.server.api.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Reads how feeds do. Feeds that nobody names any more are left out. Pure; thread-safe. */
final class Feeds {
  /** A feed that is named is due again within a day; one that is not stays behind. */
  private static final Duration FORGOTTEN = Duration.ofDays(2);

  private static final Duration GONE_SHOWN = Duration.ofDays(90);

  private static final String NAMED = "(due > {} or (due is null and asked > {}))";
  private static final String SUMS =
      """
      select count(*) filter (where state in ('live', 'moved')) as fine,
             count(*) filter (where state = 'moved') as moved,
             count(*) filter (where state = 'failing') as failing,
             count(*) filter (where state = 'gone') as gone,
             count(*) filter (where state = 'new') as waiting
      from feed_state where {}
      """;
  private static final String TROUBLED =
      """
      select feed, state, failures, answered, due, last_error from feed_state
      where state in ('failing', 'gone') and {}
      order by state, failures desc, feed limit 200
      """;
  private static final String GAPS =
      "select feed, from_at, to_at, why from feed_gap order by to_at desc, feed limit 100";

  private Feeds() {}

  /** Null where no feed was ever read. */
  static @Nullable FeedsOf read(Reading store, Registry registry, Instant now) {
    Sql named = Sql.of(NAMED, now.minus(FORGOTTEN), now.minus(GONE_SHOWN));
    Map<String, String> actors = new HashMap<>();
    for (AccountRow row : registry.accounts()) {
      if (row.network() == Network.FEED) {
        actors.put(row.handle(), row.actor());
      }
    }
    List<FeedsOf.FeedRow> troubled =
        store.list(
            Sql.of(TROUBLED, named),
            row ->
                new FeedsOf.FeedRow(
                    row.getString("feed"),
                    actors.get(row.getString("feed")),
                    row.getString("state"),
                    row.getInt("failures"),
                    Reading.findInstant(row, "answered"),
                    Reading.findInstant(row, "due"),
                    row.getString("last_error")));
    List<FeedsOf.FeedGap> gaps =
        store.list(
            Sql.of(GAPS),
            row ->
                new FeedsOf.FeedGap(
                    row.getString("feed"),
                    actors.get(row.getString("feed")),
                    Reading.instant(row, "from_at"),
                    Reading.instant(row, "to_at"),
                    row.getString("why")));
    return store
        .first(
            Sql.of(SUMS, named),
            row ->
                new FeedsOf(
                    row.getLong("fine"),
                    row.getLong("moved"),
                    row.getLong("failing"),
                    row.getLong("gone"),
                    row.getLong("waiting"),
                    troubled,
                    gaps))
        .filter(f -> f.fine() + f.failing() + f.gone() + f.waiting() > 0)
        .orElse(null);
  }
}
