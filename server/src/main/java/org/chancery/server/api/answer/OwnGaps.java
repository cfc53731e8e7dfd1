package org.chancery.server.api.answer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chancery.core.event.Network;
import org.chancery.core.time.Window;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;

/**
 * Gaps of single accounts: of those networks where each account is asked by itself. A gap that the
 * account's own server filled later is none; the break of a stream is none either, for what it
 * would have brought of listed accounts is read at their servers.
 */
final class OwnGaps {
  private static final String GAPS =
      """
      select {} as network, feed as handle, from_at, to_at from feed_gap
      where feed = any({}) and from_at < {} and to_at > {}
      union all
      select {}, account, from_at, to_at from mastodon_gap
      where closed is null and account = any({}) and from_at < {} and to_at > {}
      """;

  private OwnGaps() {}

  /** By the short key of the account; those that have none are left out. */
  static Map<Integer, List<Window>> of(
      Collection<Listing.Listed> listed, Window window, Reading store) {
    Map<String, Set<Integer>> feeds = byHandle(listed, Network.FEED);
    Map<String, Set<Integer>> mastodon = byHandle(listed, Network.MASTODON);
    Map<Integer, List<Window>> gaps = new HashMap<>();
    if (feeds.isEmpty() && mastodon.isEmpty()) {
      return gaps;
    }
    Instant from = window.from();
    Instant to = window.to();
    store
        .list(
            Sql.of(
                GAPS,
                Network.FEED.ordinal(),
                List.copyOf(feeds.keySet()),
                to,
                from,
                Network.MASTODON.ordinal(),
                List.copyOf(mastodon.keySet()),
                to,
                from),
            row ->
                new Gap(
                    Reading.network(row, "network"),
                    row.getString("handle"),
                    new Window(Reading.instant(row, "from_at"), Reading.instant(row, "to_at"))))
        .forEach(
            gap ->
                (gap.network == Network.FEED ? feeds : mastodon)
                    .getOrDefault(gap.handle, Set.of())
                    .forEach(
                        account ->
                            gaps.computeIfAbsent(account, a -> new ArrayList<>(1))
                                .add(gap.window)));
    return gaps;
  }

  private record Gap(Network network, String handle, Window window) {}

  private static Map<String, Set<Integer>> byHandle(
      Collection<Listing.Listed> listed, Network network) {
    return listed.stream()
        .filter(one -> one.row().network() == network)
        .collect(
            Collectors.groupingBy(
                one -> kept(network, one.row().handle()),
                Collectors.mapping(Listing.Listed::account, Collectors.toSet())));
  }

  /** As the table keeps it: handles of Mastodon in lower case. */
  private static String kept(Network network, String handle) {
    return network == Network.MASTODON ? handle.toLowerCase(Locale.ROOT) : handle;
  }
}
