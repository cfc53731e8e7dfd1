package org.chancery.server.api.rankings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.measure.Estimate;
import org.chancery.core.measure.FollowersGrowth;
import org.chancery.core.measure.FollowersGrowth.Snapshot;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Attribution;
import org.chancery.core.time.Window;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.rankings.Detail.AccountPart;
import org.chancery.server.api.rankings.Of.Key;
import org.chancery.server.api.sql.Cover;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Followers and their growth, from snapshots by account. */
record Audience(Reading store, Listing listing, Of of) {
  private static final String LAST =
      """
      select a.account_id, s.at, s.followers from account a
      cross join lateral (select at, followers from audience
                          where account_id = a.account_id and day <= {} and at < {} order by day desc limit 1) s
      """;

  private static final String NEAR =
      """
      select a.account_id, s.at, s.followers from account a
      join audience s on s.account_id = a.account_id and ((s.at >= {} and s.at <= {}) or (s.at >= {} and s.at <= {}))
      """;

  private record Seen(int account, Snapshot snapshot) {}

  /** Last snapshot before the window's end, of the accounts of each item. */
  List<Item> followers(Selection selection) {
    Instant to = selection.window().to();
    Map<Key, List<AccountPart>> parts = new HashMap<>();
    for (Seen seen : store.list(Sql.of(LAST, Cover.day(to), to), Audience::seen)) {
      key(seen.account, seen.snapshot.at(), selection)
          .ifPresent(
              key ->
                  parts
                      .computeIfAbsent(key, k -> new ArrayList<>(1))
                      .add(part(seen.account, seen.snapshot)));
    }
    List<Item> items = new ArrayList<>();
    parts.forEach(
        (key, list) -> {
          double sum = list.stream().mapToLong(AccountPart::followers).sum();
          items.add(
              new Item(
                  key, Estimate.exact(sum, list.size()), Detail.followers(null, sorted(list))));
        });
    return items;
  }

  /** Difference between the snapshots nearest to both ends, where both are near enough. */
  List<Item> growth(Selection selection) {
    Window window = selection.window();
    long far = (long) (FollowersGrowth.FARTHEST * window.length().toMillis());
    Map<Integer, List<Snapshot>> snapshots = new HashMap<>();
    store
        .list(
            Sql.of(
                NEAR,
                window.from().minusMillis(far),
                window.from().plusMillis(far),
                window.to().minusMillis(far),
                window.to().plusMillis(far)),
            Audience::seen)
        .forEach(
            seen ->
                snapshots.computeIfAbsent(seen.account, k -> new ArrayList<>()).add(seen.snapshot));
    Map<Key, Sum> sums = new HashMap<>();
    snapshots.forEach(
        (account, all) ->
            FollowersGrowth.of(window, all)
                .ifPresent(
                    growth ->
                        key(account, growth.last().at(), selection)
                            .ifPresent(
                                key ->
                                    sums.merge(
                                        key,
                                        Sum.of(growth, part(account, growth.last())),
                                        Sum::plus))));
    List<Item> items = new ArrayList<>();
    sums.forEach((key, sum) -> items.add(sum.item(key)));
    return items;
  }

  private record Sum(long first, long difference, List<AccountPart> parts) {
    static Sum of(FollowersGrowth growth, AccountPart part) {
      return new Sum(growth.first().followers(), growth.difference(), List.of(part));
    }

    Sum plus(Sum o) {
      List<AccountPart> both = new ArrayList<>(parts);
      both.addAll(o.parts);
      return new Sum(first + o.first, difference + o.difference, both);
    }

    Item item(Key key) {
      Double percent = first == 0 ? null : 100.0 * difference / first;
      return new Item(
          key, Estimate.exact(difference, parts.size()), Detail.followers(percent, sorted(parts)));
    }
  }

  private static Seen seen(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Seen(
        row.getInt("account_id"),
        new Snapshot(Reading.instant(row, "at"), row.getLong("followers")));
  }

  private static List<AccountPart> sorted(List<AccountPart> parts) {
    return parts.stream()
        .sorted(Comparator.comparing(AccountPart::network).thenComparing(AccountPart::handle))
        .toList();
  }

  private AccountPart part(int account, Snapshot snapshot) {
    AccountRow row = listing.account(account, snapshot.at());
    return new AccountPart(
        row == null ? "" : row.network().slug(),
        row == null ? "" : row.handle(),
        snapshot.followers(),
        snapshot.at());
  }

  /**
   * The item for which an account spoke at the time of a snapshot, where the selection means it.
   */
  private Optional<Key> key(int account, Instant at, Selection selection) {
    Optional<Attribution> found = listing.attribution(account, at);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Attribution a = found.get();
    int actor = listing.key(a.actor().id());
    @Nullable String country = a.country();
    boolean meant =
        selection.networkMeant(a.account().network())
            && selection.actorMeant(actor, at)
            && (selection.countries().isEmpty()
                || (country != null && selection.countries().contains(country)));
    if (!meant) {
      return Optional.empty();
    }
    return switch (of) {
      case ACTORS -> Optional.of(new Key(actor, ""));
      case ACCOUNTS -> Optional.of(new Key(account, ""));
      case COUNTRIES -> country == null ? Optional.empty() : Optional.of(new Key(0, country));
    };
  }
}
