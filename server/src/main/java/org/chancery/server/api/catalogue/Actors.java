package org.chancery.server.api.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chancery.core.event.Network;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.server.api.answer.Facets;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Nearest;
import org.chancery.server.api.query.PageToken;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.sql.Reading;

/** Who is listed: search and facets over the registry in force. Thread-safe. */
public final class Actors {
  public static final List<Parameter<?>> PARAMETERS =
      List.of(
          Parameters.KIND,
          Parameters.NAME_PART,
          Parameters.C,
          Parameters.NETWORK,
          Parameters.HOST,
          Parameters.ORDER,
          Parameters.LIMIT,
          Parameters.NEXT);

  private volatile ActorNames names = new ActorNames(Registry.empty());

  /** The filters one by one, so that a facet can be counted without its own. */
  private record Wanted(
      Predicate<Actor> kind,
      Predicate<Actor> country,
      Predicate<Actor> network,
      Predicate<Actor> rest) {}

  /** Actors in the order asked for, with the facets of the whole selection. */
  public Rows<ActorRow> list(Asked asked, Reading store) {
    Registry registry = asked.context().listing().registry();
    int limit = asked.get(Parameters.LIMIT);
    PageToken next = asked.find(Parameters.NEXT);
    String after = next == null ? "" : next.parts(1).getFirst();
    Function<Actor, ActorKind> kindNow = actor -> registry.kindAt(actor, asked.context().now());
    Function<Actor, String> key = key(asked.get(Parameters.ORDER), kindNow);
    Wanted wanted = wanted(asked, registry, kindNow);
    List<Actor> selected =
        registry.actors().stream()
            .filter(wanted.rest.and(wanted.kind).and(wanted.country).and(wanted.network))
            .sorted(Comparator.comparing(key))
            .toList();
    List<Actor> found =
        selected.stream()
            .filter(actor -> key.apply(actor).compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    List<Actor> page = found.subList(0, Math.min(limit, found.size()));
    return new Rows<>(
        null,
        null,
        page.stream().map(a -> ActorRow.of(a, kindNow.apply(a), registry, null)).toList(),
        found.size() > limit ? PageToken.of(key.apply(page.getLast())) : null,
        null,
        facets(selected.size(), wanted, kindNow, registry));
  }

  private static Function<Actor, String> key(String order, Function<Actor, ActorKind> kindNow) {
    return order.equals("kind")
        ? actor ->
            "%02d %s %s"
                .formatted(
                    kindNow.apply(actor).ordinal(),
                    actor.country() == null ? "~" : actor.country(),
                    actor.id())
        : Actor::id;
  }

  private Wanted wanted(Asked asked, Registry registry, Function<Actor, ActorKind> kindNow) {
    List<ActorKind> kinds = asked.list(Parameters.KIND);
    List<String> countries = asked.list(Parameters.C);
    List<Network> networks = asked.list(Parameters.NETWORK);
    String host = asked.find(Parameters.HOST);
    String question = asked.find(Parameters.NAME_PART);
    List<String> words = question == null ? List.of() : ActorNames.words(question);
    ActorNames known = names(registry);
    return new Wanted(
        actor -> kinds.isEmpty() || kinds.contains(kindNow.apply(actor)),
        actor ->
            countries.isEmpty() || (actor.country() != null && countries.contains(actor.country())),
        actor ->
            networks.isEmpty() || networks(actor, registry).stream().anyMatch(networks::contains),
        actor -> (host == null || host.equals(actor.host())) && known.match(actor, words));
  }

  private ActorNames names(Registry registry) {
    ActorNames known = names;
    if (!known.of(registry)) {
      known = new ActorNames(registry);
      names = known;
    }
    return known;
  }

  private static Set<Network> networks(Actor actor, Registry registry) {
    Set<Network> networks = new LinkedHashSet<>();
    registry.accountsOf(actor.id()).forEach(row -> networks.add(row.network()));
    return networks;
  }

  private static Facets facets(
      int total, Wanted wanted, Function<Actor, ActorKind> kindNow, Registry registry) {
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> countries = new TreeMap<>();
    Map<String, Integer> byNetwork = new TreeMap<>();
    for (Actor actor : registry.actors()) {
      if (!wanted.rest.test(actor)) {
        continue;
      }
      boolean kind = wanted.kind.test(actor);
      boolean country = wanted.country.test(actor);
      boolean network = wanted.network.test(actor);
      if (country && network) {
        kinds.merge(kindNow.apply(actor).slug(), 1, Integer::sum);
      }
      if (kind && network && actor.country() != null) {
        countries.merge(actor.country(), 1, Integer::sum);
      }
      if (kind && country) {
        networks(actor, registry).forEach(n -> byNetwork.merge(n.slug(), 1, Integer::sum));
      }
    }
    return new Facets(total, most(kinds), most(countries), most(byNetwork));
  }

  private static List<Facets.Facet> most(Map<String, Integer> counts) {
    List<Facets.Facet> facets = new ArrayList<>();
    counts.forEach((value, n) -> facets.add(new Facets.Facet(value, n)));
    facets.sort(
        Comparator.comparing(Facets.Facet::actors).reversed().thenComparing(Facets.Facet::value));
    return facets;
  }

  /** One actor. */
  public Rows<ActorRow> one(Asked asked, Reading store) {
    String id = asked.path("id");
    Registry registry = asked.context().listing().registry();
    Actor actor = registry.findActor(id).orElse(null);
    if (actor == null) {
      List<String> known = registry.actors().stream().map(Actor::id).toList();
      throw new Problem(
          404,
          "ACTOR_UNKNOWN",
          "no actor is named %s.%s".formatted(Problem.shown(id), Nearest.question(id, known)),
          null);
    }
    Instant now = asked.context().now();
    List<AlertOf> alerts = ListedAlerts.of(id, asked.context().listing(), now, store);
    return Rows.of(
        null, List.of(ActorRow.of(actor, registry.kindAt(actor, now), registry, alerts)), null);
  }
}
