package org.chancery.core.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/**
 * Who is who, since when: an immutable snapshot, safe to share between threads. A change of the
 * registry is a new snapshot.
 */
public final class Registry {
  private final Map<String, Country> countries = new LinkedHashMap<>();
  private final Map<String, Actor> actors = new LinkedHashMap<>();
  private final List<AccountRow> accounts;
  private final Map<String, List<AccountRow>> accountsByActor = new HashMap<>();
  private final Map<String, List<AccountRow>> rowsByKey = new HashMap<>();
  private final Map<String, List<Tenure>> tenuresByPerson = new HashMap<>();
  private final Map<String, List<Tenure>> tenuresByOffice = new HashMap<>();
  private final List<Tenure> tenures;

  public Registry(
      Collection<Country> countries,
      Collection<Actor> actors,
      Collection<AccountRow> accounts,
      Collection<Tenure> tenures) {
    countries.forEach(c -> this.countries.put(c.code(), c));
    actors.forEach(a -> this.actors.put(a.id(), a));
    this.accounts = List.copyOf(accounts);
    this.tenures = List.copyOf(tenures);
    for (AccountRow row : this.accounts) {
      accountsByActor.computeIfAbsent(row.actor(), k -> new ArrayList<>()).add(row);
      if (row.nativeId() != null) {
        index(idKey(row.network(), row.nativeId()), row);
      }
      index(handleKey(row.network(), row.handle()), row);
    }
    for (Tenure tenure : this.tenures) {
      tenuresByPerson.computeIfAbsent(tenure.person(), k -> new ArrayList<>()).add(tenure);
      tenuresByOffice.computeIfAbsent(tenure.office(), k -> new ArrayList<>()).add(tenure);
    }
  }

  /** A registry in which nobody is listed. */
  public static Registry empty() {
    return new Registry(List.of(), List.of(), List.of(), List.of());
  }

  private void index(String key, AccountRow row) {
    rowsByKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(row);
  }

  private static String idKey(Network network, String id) {
    return network.ordinal() + "#" + id;
  }

  private static String handleKey(Network network, String handle) {
    return network.ordinal() + "@" + AccountRef.fold(handle);
  }

  /**
   * For whom the account spoke at that moment: by native id where the reference and a row have one,
   * else by handle. Empty when nobody listed held it then.
   */
  public Optional<Attribution> attribute(AccountRef ref, Instant at) {
    AccountRow row = null;
    if (ref.id() != null) {
      row = rowAt(rowsByKey.get(idKey(ref.network(), ref.id())), at);
    }
    if (row == null && ref.handle() != null) {
      row = rowAt(rowsByKey.get(handleKey(ref.network(), ref.handle())), at);
      if (row != null && ref.id() != null && row.nativeId() != null) {
        return Optional.empty(); // the handle once was listed, but this is another account
      }
    }
    Actor actor = row == null ? null : actors.get(row.actor());
    return row == null || actor == null
        ? Optional.empty()
        : Optional.of(attribution(actor, row, at));
  }

  private Attribution attribution(Actor actor, AccountRow row, Instant at) {
    return officeAt(actor, at)
        .map(o -> new Attribution(actor, row, o.country(), o.kind()))
        .orElseGet(() -> new Attribution(actor, row, actor.country(), actor.kind()));
  }

  /** The office that decides a person's country and kind at that moment: the highest held. */
  public Optional<Actor> officeAt(Actor person, Instant at) {
    List<Tenure> tenures = tenuresByPerson.get(person.id());
    if (tenures == null) {
      return Optional.empty();
    }
    return tenures.stream()
        .filter(t -> t.holdsAt(at))
        .map(t -> actors.get(t.office()))
        .filter(o -> o != null)
        .min(
            Comparator.comparing((Actor o) -> o.kind().ordinal())
                .thenComparing(o -> !sameCountry(o, person))
                .thenComparing(Actor::id));
  }

  /** As what an actor speaks at that moment: a person by the office held, else by the column. */
  public ActorKind kindAt(Actor actor, Instant at) {
    return officeAt(actor, at).map(Actor::kind).orElse(actor.kind());
  }

  /**
   * As what an actor speaks at any moment from {@code from} until before {@code to}; several where
   * a person took or left an office meanwhile.
   */
  public Set<ActorKind> kindsWithin(Actor actor, Instant from, Instant to) {
    Set<ActorKind> kinds = EnumSet.of(kindAt(actor, from));
    for (Tenure tenure : tenuresByPerson.getOrDefault(actor.id(), List.of())) {
      Stream.of(Optional.ofNullable(tenure.since()), Optional.ofNullable(tenure.to()))
          .flatMap(Optional::stream)
          .filter(change -> change.isAfter(from) && change.isBefore(to))
          .forEach(change -> kinds.add(kindAt(actor, change)));
    }
    return kinds;
  }

  /** A king of several realms speaks for the country that his own row names. */
  private static boolean sameCountry(Actor office, Actor person) {
    return office.country() != null && office.country().equals(person.country());
  }

  private static @Nullable AccountRow rowAt(@Nullable List<AccountRow> rows, Instant at) {
    if (rows != null) {
      for (AccountRow row : rows) {
        if (row.holdsAt(at)) {
          return row;
        }
      }
    }
    return null;
  }

  /** Whether any row, at any time, names this account. */
  public boolean knows(AccountRef ref) {
    return (ref.id() != null && rowsByKey.containsKey(idKey(ref.network(), ref.id())))
        || (ref.handle() != null && rowsByKey.containsKey(handleKey(ref.network(), ref.handle())));
  }

  /**
   * A row of the account, whenever it holds: by native id where the reference and a row have one,
   * else by handle, as in {@link #attribute}.
   */
  public Optional<AccountRow> findAccount(AccountRef ref) {
    if (ref.id() != null) {
      List<AccountRow> byId = rowsByKey.get(idKey(ref.network(), ref.id()));
      if (byId != null) {
        return Optional.of(byId.getFirst());
      }
    }
    return ref.handle() == null
        ? Optional.empty()
        : rowsByKey.getOrDefault(handleKey(ref.network(), ref.handle()), List.of()).stream()
            .filter(row -> ref.id() == null || row.nativeId() == null)
            .findFirst();
  }

  /**
   * All rows of the account that a row names, whoever held it: those of its native id, of a row
   * without one those of its handle that have none either.
   */
  public List<AccountRow> rowsOf(AccountRow account) {
    String id = account.nativeId();
    return id != null
        ? List.copyOf(rowsByKey.getOrDefault(idKey(account.network(), id), List.of()))
        : rowsByKey.getOrDefault(handleKey(account.network(), account.handle()), List.of()).stream()
            .filter(row -> row.nativeId() == null)
            .toList();
  }

  public Optional<Actor> findActor(String id) {
    return Optional.ofNullable(actors.get(id));
  }

  public Optional<Country> findCountry(String code) {
    return Optional.ofNullable(countries.get(code));
  }

  /** In the order of the files. */
  public Collection<Actor> actors() {
    return List.copyOf(actors.values());
  }

  public Collection<Country> countries() {
    return List.copyOf(countries.values());
  }

  public List<AccountRow> accounts() {
    return accounts;
  }

  public List<Tenure> tenures() {
    return tenures;
  }

  public List<AccountRow> accountsOf(String actor) {
    return List.copyOf(accountsByActor.getOrDefault(actor, List.of()));
  }

  /** Offices that the person held or holds. */
  public List<Tenure> tenuresOf(String person) {
    return List.copyOf(tenuresByPerson.getOrDefault(person, List.of()));
  }

  /** Persons who held or hold the office. */
  public List<Tenure> holdersOf(String office) {
    return List.copyOf(tenuresByOffice.getOrDefault(office, List.of()));
  }
}
