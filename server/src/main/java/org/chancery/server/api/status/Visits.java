package org.chancery.server.api.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Reads how those do that are asked one by one. Those that nobody names any more are left out.
 * Pure; thread-safe.
 */
enum Visits {
  FEEDS(Network.FEED, "feed", "feed_state", "feed_gap", UnaryOperator.identity()),

  /** Handles are kept in lower case; a gap that the server's own memory filled is none. */
  MASTODON(
      Network.MASTODON,
      "account",
      "mastodon_account",
      "mastodon_gap where closed is null",
      handle -> handle.toLowerCase(Locale.ROOT));

  /** What is named is due again within a day; what is not stays behind. */
  private static final Duration FORGOTTEN = Duration.ofDays(2);

  private static final Duration GONE_SHOWN = Duration.ofDays(90);

  private static final String NAMED = "(due > {} or (due is null and asked > {}))";
  private static final String SUMS =
      """
      select count(*) filter (where state in ('live', 'moved')) as fine,
             count(*) filter (where state = 'moved') as moved,
             count(*) filter (where state = 'failing') as failing,
             count(*) filter (where state = 'suspended') as suspended,
             count(*) filter (where state = 'gone') as gone,
             count(*) filter (where state = 'new') as waiting,
             count(*) as named
      from %s where {}
      """;
  private static final String TROUBLED =
      """
      select %s as handle, state, failures, answered, due, last_error from %s
      where state in ('failing', 'suspended', 'gone') and {}
      order by state, failures desc, handle limit 200
      """;
  private static final String GAPS =
      "select %s as handle, from_at, to_at, why from %s order by to_at desc, handle limit 100";

  private final Network network;
  private final String sums;
  private final String troubled;
  private final String gaps;
  private final UnaryOperator<String> kept;

  Visits(Network network, String name, String states, String missed, UnaryOperator<String> kept) {
    this.network = network;
    this.sums = SUMS.formatted(states);
    this.troubled = TROUBLED.formatted(name, states);
    this.gaps = GAPS.formatted(name, missed);
    this.kept = kept;
  }

  /**
   * Null where none is asked.
   *
   * @param pushes told along
   */
  @Nullable VisitsOf read(
      Reading store, Registry registry, @Nullable PushesOf pushes, Instant now) {
    Sql named = Sql.of(NAMED, now.minus(FORGOTTEN), now.minus(GONE_SHOWN));
    Map<String, String> actors = new HashMap<>();
    for (AccountRow row : registry.accounts()) {
      if (row.network() == network) {
        actors.put(kept.apply(row.handle()), row.actor());
      }
    }
    List<VisitsOf.Troubled> silent = troubled(store, named, actors);
    List<VisitsOf.Missed> missed = gaps(store, actors);
    return store
        .first(
            Sql.of(sums, named),
            row ->
                row.getLong("named") == 0
                    ? null
                    : new VisitsOf(
                        row.getLong("fine"),
                        row.getLong("moved"),
                        row.getLong("failing"),
                        row.getLong("suspended"),
                        row.getLong("gone"),
                        row.getLong("waiting"),
                        silent,
                        missed,
                        pushes))
        .orElse(null);
  }

  private List<VisitsOf.Troubled> troubled(Reading store, Sql named, Map<String, String> actors) {
    return store.list(
        Sql.of(troubled, named),
        row ->
            new VisitsOf.Troubled(
                row.getString("handle"),
                actors.get(row.getString("handle")),
                row.getString("state"),
                row.getInt("failures"),
                Reading.findInstant(row, "answered"),
                Reading.findInstant(row, "due"),
                row.getString("last_error"),
                Cause.in(row.getString("last_error"))));
  }

  private List<VisitsOf.Missed> gaps(Reading store, Map<String, String> actors) {
    return store.list(
        Sql.of(gaps),
        row ->
            new VisitsOf.Missed(
                row.getString("handle"),
                actors.get(row.getString("handle")),
                Reading.instant(row, "from_at"),
                Reading.instant(row, "to_at"),
                row.getString("why")));
  }
}
