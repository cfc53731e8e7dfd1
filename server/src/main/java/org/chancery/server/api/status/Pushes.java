package org.chancery.server.api.status;

import java.time.Instant;
import java.util.List;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Reads how hubs do that were asked to push feeds. */
final class Pushes {
  private static final String SUMS =
      """
      select count(*) filter (where live) as live,
             count(*) filter (where not live and state = 'denied') as denied,
             count(*) filter (where not live and state = 'failing') as failing,
             count(*) filter (where not live and state in ('asked', 'live')) as waiting,
             count(*) as named, max(pushed) as newest, coalesce(sum(refused), 0)::bigint as refused
      from (select *, coalesce(lease_end > {}, false) as live from feed_subscription) s
      """;
  private static final String TROUBLED =
      """
      select feed, hub, state, last_error, next from feed_subscription
      where state in ('denied', 'failing') and coalesce(lease_end <= {}, true)
      order by state, failures desc, feed limit 50
      """;

  private Pushes() {}

  /** Null where no hub was asked. */
  static @Nullable PushesOf read(Reading store, Instant now) {
    List<PushesOf.Troubled> troubled =
        store.list(
            Sql.of(TROUBLED, now),
            row ->
                new PushesOf.Troubled(
                    row.getString("feed"),
                    row.getString("hub"),
                    row.getString("state"),
                    Cause.in(row.getString("last_error")),
                    Reading.instant(row, "next")));
    return store
        .first(
            Sql.of(SUMS, now),
            row ->
                row.getLong("named") == 0
                    ? null
                    : new PushesOf(
                        row.getLong("live"),
                        row.getLong("waiting"),
                        row.getLong("denied"),
                        row.getLong("failing"),
                        Reading.findInstant(row, "newest"),
                        row.getLong("refused"),
                        troubled))
        .orElse(null);
  }
}
