package org.chancery.server.api.listing;

import static java.util.Collections.disjoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Attribution;
import org.chancery.core.registry.Registry;
import org.chancery.core.time.Window;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.topology.Directory;
import org.chancery.server.api.query.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The registry by the store's short keys. Immutable, thread-safe; a new registry makes a new one.
 */
public final class Listing {
  /** Of whom the listed accounts are kept: a page asks for several figures of one window. */
  private static final int MOST_WINDOWS = 8;

  private final Registry registry;
  private final RegistryIds ids;
  private final Map<Integer, Actor> actors = new HashMap<>();
  private final Map<Integer, List<AccountRow>> accounts = new HashMap<>();
  private final Cache<Window, List<Listed>> listed =
      Caffeine.newBuilder().maximumSize(MOST_WINDOWS).build();

  public Listing(Directory directory) {
    registry = directory.registry();
    ids = directory.ids();
    registry.actors().forEach(actor -> actors.put(ids.actor(actor.id()), actor));
    registry
        .accounts()
        .forEach(
            row -> accounts.computeIfAbsent(ids.account(row), k -> new ArrayList<>(1)).add(row));
  }

  public Registry registry() {
    return registry;
  }

  /** The actor of a short key; null when the registry no longer has it. */
  public @Nullable Actor actor(int key) {
    return actors.get(key);
  }

  public int key(String actor) {
    return ids.actor(actor);
  }

  /**
   * Short keys of the actors that are named (all when none is) and of one of the kinds (or any) at
   * some moment of the window: a person is of an office's kind only while holding it.
   */
  public Set<Integer> keys(Collection<String> slugs, Collection<ActorKind> kinds, Window window) {
    Set<Integer> keys = new HashSet<>();
    for (Actor actor : registry.actors()) {
      if ((slugs.isEmpty() || slugs.contains(actor.id()))
          && (kinds.isEmpty()
              || !disjoint(kinds, registry.kindsWithin(actor, window.from(), window.to())))) {
        keys.add(ids.actor(actor.id()));
      }
    }
    return keys;
  }

  /**
   * When those are of one of the kinds who are not so all the time of a window, among all that are
   * so at some moment of it.
   */
  public Terms terms(Collection<ActorKind> kinds, Window window) {
    Map<Integer, List<Terms.Span>> terms = new HashMap<>();
    for (Actor actor : registry.actors()) {
      Set<ActorKind> own = registry.kindsWithin(actor, window.from(), window.to());
      if (!kinds.containsAll(own) && !disjoint(kinds, own)) {
        terms.put(ids.actor(actor.id()), Terms.of(actor, kinds, registry));
      }
    }
    return new Terms(terms);
  }

  /** The row that held, or was the last to hold, at a moment; null when the account is unknown. */
  public @Nullable AccountRow account(int key, Instant at) {
    AccountRow best = null;
    for (AccountRow row : accounts.getOrDefault(key, List.of())) {
      if (row.holdsAt(at)) {
        return row;
      }
      best = row;
    }
    return best;
  }

  /** The short key of a row's account. */
  public int account(AccountRow row) {
    return ids.account(row);
  }

  /** Short keys of all accounts that ever spoke for one of the actors. */
  public Set<Integer> accountsOf(Set<Integer> actorKeys) {
    Set<Integer> keys = new HashSet<>();
    accounts.forEach(
        (key, rows) -> {
          if (rows.stream().anyMatch(row -> actorKeys.contains(ids.actor(row.actor())))) {
            keys.add(key);
          }
        });
    return keys;
  }

  /** Short keys of all actors for whom one of the accounts ever spoke. */
  public Set<Integer> actorsOf(Set<Integer> accountKeys) {
    Set<Integer> keys = new HashSet<>();
    accountKeys.forEach(
        key ->
            accounts.getOrDefault(key, List.of()).forEach(row -> keys.add(ids.actor(row.actor()))));
    return keys;
  }

  /** For whom an account spoke at a moment. */
  public Optional<Attribution> attribution(int account, Instant at) {
    for (AccountRow row : accounts.getOrDefault(account, List.of())) {
      if (row.holdsAt(at)) {
        return registry.attribute(row.ref(), at);
      }
    }
    return Optional.empty();
  }

  /** The country for which an actor speaks at a moment; null for an organisation's. */
  public @Nullable String countryAt(Actor actor, Instant at) {
    return registry.officeAt(actor, at).map(Actor::country).orElse(actor.country());
  }

  /** One account while it spoke for one actor, within a window. */
  public record Listed(int account, AccountRow row, Actor actor, Set<String> countries) {}

  /** Every account that spoke for somebody in the window, with the countries it spoke for. */
  public List<Listed> in(Window window) {
    return listed.get(window, this::find);
  }

  private List<Listed> find(Window window) {
    List<Listed> listed = new ArrayList<>();
    accounts.forEach(
        (key, rows) -> {
          for (AccountRow row : rows) {
            Actor actor = registry.findActor(row.actor()).orElse(null);
            Instant from = later(row.from(), window.from());
            Instant to = earlier(row.to(), window.to());
            if (actor != null && from.isBefore(to)) {
              Set<String> countries = new HashSet<>();
              add(countries, countryAt(actor, from));
              add(countries, countryAt(actor, to.minusMillis(1)));
              listed.add(new Listed(key, row, actor, countries));
            }
          }
        });
    return List.copyOf(listed);
  }

  private static void add(Set<String> countries, @Nullable String country) {
    if (country != null) {
      countries.add(country);
    }
  }

  private static Instant later(@Nullable Instant a, Instant b) {
    return a == null || a.isBefore(b) ? b : a;
  }

  private static Instant earlier(@Nullable Instant a, Instant b) {
    return a == null || a.isAfter(b) ? b : a;
  }
}
