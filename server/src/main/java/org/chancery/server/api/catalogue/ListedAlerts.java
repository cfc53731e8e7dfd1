package org.chancery.server.api.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.source.bluesky.AtSyntax;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What may be published of identity: changes of listed accounts that nobody dismissed or refuted
 * and that the registry does not tell yet. Look-alikes are never among it (decision 9), nor is
 * whoever took a handle. Thread-safe.
 */
final class ListedAlerts {
  /** More than so many at once is somebody's game. */
  private static final int MOST = 20;

  private static final String CHANGES =
      """
      select kind, network, listed, native_id,
        case kind when 'handle-changed' then seen_handle end as now,
        min(first_seen) as first_seen, max(last_seen) as last_seen,
        coalesce(bool_or(verdict = 'confirmed'), false) as verified, max(verdict_at) as verdict_at
      from identity_alert
      where actor = {} and state = 'open' and kind <> 'look-alike' and verdict is distinct from 'refuted'
      group by kind, network, listed, native_id, now
      order by verified desc, last_seen desc
      """;
  private static final String CLOSED =
      """
      select a.account_id, a.state, a.state_at, v.verdict = 'confirmed' as verified, v.verdict_at
      from account a left join account_verdict v on v.account_id = a.account_id and v.about = a.state_at
      where a.account_id = any({}) and a.state <> 'ACTIVE' and a.state_at is not null
        and v.verdict is distinct from 'refuted'
      """;

  private ListedAlerts() {}

  /** Of one actor, the newest first. */
  static List<AlertOf> of(String actor, Listing listing, Instant now, Reading store) {
    List<AccountRow> rows = listing.registry().accountsOf(actor);
    List<AlertOf> alerts = new ArrayList<>(changes(actor, rows, store));
    alerts.addAll(closed(rows, listing, now, store));
    alerts.sort(
        Comparator.comparing(AlertOf::lastSeen)
            .reversed()
            .thenComparing(AlertOf::kind)
            .thenComparing(AlertOf::account));
    return List.copyOf(alerts.subList(0, Math.min(MOST, alerts.size())));
  }

  /** Two unproved claims to one handle are told as one: who made them is not told. */
  private static List<AlertOf> changes(String actor, List<AccountRow> rows, Reading store) {
    Set<String> told = new HashSet<>();
    return store.<@Nullable AlertOf>list(Sql.of(CHANGES, actor), row -> change(row, rows)).stream()
        .filter(Objects::nonNull)
        .filter(
            a -> told.add("%s %s %s %s".formatted(a.kind(), a.network(), a.account(), a.what())))
        .toList();
  }

  private static @Nullable AlertOf change(ResultSet row, List<AccountRow> rows)
      throws SQLException {
    String kind = row.getString("kind");
    Network network = Reading.network(row, "network");
    String listed = row.getString("listed");
    String id = row.getString("native_id");
    String handle = row.getString("now");
    Instant last = Reading.instant(row, "last_seen");
    boolean verified = row.getBoolean("verified");
    List<AccountRow> same = rows.stream().filter(r -> r.network() == network).toList();
    boolean open =
        switch (kind) {
          case "handle-changed" ->
              same.stream().anyMatch(r -> Objects.equals(r.nativeId(), id))
                  && same.stream().noneMatch(r -> isCalled(r, handle));
          case "did-changed" -> same.stream().noneMatch(r -> Objects.equals(r.nativeId(), id));
          default ->
              same.stream()
                  .anyMatch(r -> isCalled(r, listed) && r.nativeId() != null && r.holdsAt(last));
        };
    if (!open) {
      return null; // the registry tells it, or the account is another one's by now
    }
    return new AlertOf(
        kind,
        network.slug(),
        listed,
        switch (kind) {
          case "handle-changed" -> shown(network, handle);
          case "did-changed" -> verified ? id : null;
          default -> null;
        },
        Reading.instant(row, "first_seen"),
        last,
        verified,
        Reading.findInstant(row, "verdict_at"));
  }

  private static boolean isCalled(AccountRow row, @Nullable String handle) {
    return handle != null && AccountRef.fold(row.handle()).equals(AccountRef.fold(handle));
  }

  /** A host may tell anything; only what can be a handle is shown. */
  private static @Nullable String shown(Network network, @Nullable String handle) {
    boolean none =
        handle == null
            || (network == Network.BLUESKY && !AtSyntax.isHandle(handle.toLowerCase(Locale.ROOT)));
    return none ? null : handle;
  }

  private static List<AlertOf> closed(
      List<AccountRow> rows, Listing listing, Instant now, Reading store) {
    Map<Integer, AccountRow> holding = new HashMap<>();
    rows.stream()
        .filter(row -> row.holdsAt(now)) // of the others the registry tells the end
        .forEach(row -> holding.put(listing.account(row), row));
    if (holding.isEmpty()) {
      return List.of();
    }
    return store.list(
        Sql.of(CLOSED, List.copyOf(holding.keySet())),
        row -> {
          AccountRow account = Objects.requireNonNull(holding.get(row.getInt("account_id")));
          Instant at = Reading.instant(row, "state_at");
          return new AlertOf(
              "account-closed",
              account.network().slug(),
              account.handle(),
              row.getString("state").toLowerCase(Locale.ROOT).replace('_', '-'),
              at,
              at,
              row.getBoolean("verified"),
              Reading.findInstant(row, "verdict_at"));
        });
  }
}
