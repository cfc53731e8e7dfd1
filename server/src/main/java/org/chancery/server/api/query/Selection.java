package org.chancery.server.api.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.time.Window;
import org.chancery.server.api.listing.Listing;
import org.jspecify.annotations.Nullable;

/**
 * Whose posts of what time are meant. Empty lists select all. Immutable.
 *
 * @param actors short keys of the only actors meant; null for all
 * @param panelActors those among whom a share is counted: of the kinds asked for; null for all
 * @param terms when those of them who took or left an office are of the kinds asked for
 */
public record Selection(
    Window window,
    List<String> countries,
    List<Network> networks,
    List<String> langs,
    @Nullable Set<Integer> actors,
    @Nullable Set<Integer> panelActors,
    Terms terms) {
  public Selection {
    countries = List.copyOf(countries);
    networks = List.copyOf(networks);
    langs = List.copyOf(langs);
    actors = actors == null ? null : Set.copyOf(actors);
    panelActors = panelActors == null ? null : Set.copyOf(panelActors);
  }

  public Selection(
      Window window,
      List<String> countries,
      List<Network> networks,
      List<String> langs,
      @Nullable Set<Integer> actors) {
    this(window, countries, networks, langs, actors, null, Terms.NONE);
  }

  /** What the common parameters select. */
  public static Selection of(Asked asked) {
    List<ActorKind> kinds = asked.list(Parameters.KIND);
    List<String> slugs = asked.list(Parameters.ACTOR);
    Listing listing = asked.context().listing();
    Window window = asked.window();
    Window reach = asked.comparable() ? new Window(window.previous().from(), window.to()) : window;
    return new Selection(
        window,
        asked.list(Parameters.C),
        asked.list(Parameters.NETWORK),
        asked.list(Parameters.LANG_GIVEN),
        kinds.isEmpty() && slugs.isEmpty() ? null : listing.keys(slugs, kinds, window),
        kinds.isEmpty() ? null : listing.keys(List.of(), kinds, window),
        kinds.isEmpty() ? Terms.NONE : listing.terms(kinds, reach));
  }

  /**
   * The whole panel among which a share is counted: all listed actors of the kinds, networks and
   * languages asked for, whatever countries or actors were picked out.
   */
  public Selection panel() {
    return new Selection(window, List.of(), networks, langs, panelActors, panelActors, terms);
  }

  /** The same of another time. */
  public Selection in(Window other) {
    return new Selection(other, countries, networks, langs, actors, panelActors, terms);
  }

  /** The same of these countries. */
  public Selection only(List<String> some) {
    return new Selection(window, some, networks, langs, actors, panelActors, terms);
  }

  /** The same of these actors, who are among those meant already. */
  public Selection among(Set<Integer> some) {
    return new Selection(window, countries, networks, langs, some, panelActors, terms);
  }

  /** Whether it is about everybody. */
  public boolean everybody() {
    return countries.isEmpty() && networks.isEmpty() && langs.isEmpty() && actors == null;
  }

  /** Whether what the actor did at a moment is meant, as far as actors and kinds go. */
  public boolean actorMeant(int actor, Instant at) {
    return (actors == null || actors.contains(actor)) && terms.hold(actor, at);
  }

  public boolean networkMeant(Network network) {
    return networks.isEmpty() || networks.contains(network);
  }
}
