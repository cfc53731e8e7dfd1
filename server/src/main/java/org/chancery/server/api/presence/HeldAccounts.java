package org.chancery.server.api.presence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.SourceDay;
import org.chancery.core.registry.Voice;
import org.chancery.server.api.answer.Kept;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Every listed account of those who can speak for a state, with its dates. Thread-safe. */
final class HeldAccounts {
  /** Kinds that speak for a state. */
  static final Set<ActorKind> KINDS =
      EnumSet.of(
          ActorKind.HEAD_OF_STATE,
          ActorKind.HEAD_OF_GOVERNMENT,
          ActorKind.FOREIGN_MINISTRY,
          ActorKind.FOREIGN_MINISTER,
          ActorKind.MINISTRY,
          ActorKind.MINISTER,
          ActorKind.OFFICIAL,
          ActorKind.MISSION,
          ActorKind.AMBASSADOR,
          ActorKind.DIPLOMAT);

  /** Ordering by the account too names the index by which the end is found at once. */
  private static final String ENDS =
      """
      select k.account_id, k.actor_id,
        (select d.day from account_day d where d.account_id = k.account_id and d.actor_id = k.actor_id
           and d.originals + d.replies_made + d.reposts_made + d.quotes_made > 0
         order by d.account_id, d.day limit 1) as first,
        (select d.day from account_day d where d.account_id = k.account_id and d.actor_id = k.actor_id
           and d.originals + d.replies_made + d.reposts_made + d.quotes_made > 0
         order by d.account_id desc, d.day desc limit 1) as last
      from unnest({}::int[], {}::int[]) as k (account_id, actor_id)
      """;

  private static final int LISTINGS = 2;

  private final Kept<Listing, List<Held>> kept = new Kept<>(LISTINGS);

  private record Key(int account, int actor) {}

  private record Ends(LocalDate first, LocalDate last) {}

  List<Held> of(Listing listing, Instant now, Reading store) {
    return kept.get(listing, l -> read(l, now, store));
  }

  private static List<Held> read(Listing listing, Instant now, Reading store) {
    Registry registry = listing.registry();
    List<AccountRow> rows =
        registry.accounts().stream()
            .filter(row -> registry.findActor(row.actor()).filter(HeldAccounts::speaks).isPresent())
            .toList();
    Map<Key, Ends> ends = ends(rows, listing, store);
    List<Held> held = new ArrayList<>(rows.size());
    for (AccountRow row : rows) {
      Actor actor = registry.findActor(row.actor()).orElseThrow();
      held.add(held(row, actor, ends.get(key(row, listing)), registry, now));
    }
    return List.copyOf(held);
  }

  private static boolean speaks(Actor actor) {
    return KINDS.contains(actor.kind()) || actor.voice() == Voice.PERSON;
  }

  private static Key key(AccountRow row, Listing listing) {
    return new Key(listing.account(row), listing.key(row.actor()));
  }

  private static Map<Key, Ends> ends(List<AccountRow> rows, Listing listing, Reading store) {
    List<Key> keys = rows.stream().map(row -> key(row, listing)).distinct().toList();
    Map<Key, Ends> ends = new HashMap<>();
    if (keys.isEmpty()) {
      return ends;
    }
    store.list(
        Sql.of(
            ENDS, keys.stream().map(Key::account).toList(), keys.stream().map(Key::actor).toList()),
        row -> {
          LocalDate first = row.getObject("first", LocalDate.class);
          if (first != null) {
            ends.put(
                new Key(row.getInt("account_id"), row.getInt("actor_id")),
                new Ends(first, row.getObject("last", LocalDate.class)));
          }
          return first;
        });
    return ends;
  }

  private static Held held(
      AccountRow row, Actor actor, @Nullable Ends ends, Registry registry, Instant now) {
    Instant since = earlier(SourceDay.of(row.checked()), now);
    Basis basis = Basis.SOURCE;
    if (ends != null && start(ends.first).isBefore(since)) {
      since = start(ends.first);
      basis = Basis.POST;
    }
    if (row.from() != null) {
      since = row.from();
      basis = Basis.FROM;
    }
    return new Held(
        actor,
        row.network(),
        row.to() == null ? since : earlier(since, row.to().minusMillis(1)),
        basis,
        row.to(),
        ends == null ? null : ends.first,
        ends == null ? null : ends.last,
        registry.tenuresOf(actor.id()));
  }

  private static Instant earlier(@Nullable Instant a, Instant b) {
    return a == null || a.isAfter(b) ? b : a;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
