package org.chancery.server.api.query;

import java.util.List;
import java.util.Set;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.time.Window;
import org.jspecify.annotations.Nullable;

/**
 * Whose posts of what time are meant. Empty lists select all. Immutable.
 *
 * @param actors short keys of the only actors meant; null for all
 * @param panelActors those among whom a share is counted: of the kinds asked for; null for all
 */
public record Selection(
    Window window,
    List<String> countries,
    List<Network> networks,
    List<String> langs,
    @Nullable Set<Integer> actors,
    @Nullable Set<Integer> panelActors) {
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
    this(window, countries, networks, langs, actors, null);
  }

  /** What the common parameters select. */
  public static Selection of(Asked asked) {
    List<ActorKind> kinds = asked.list(Parameters.KIND);
    List<String> slugs = asked.list(Parameters.ACTOR);
    return new Selection(
        asked.window(),
        asked.list(Parameters.C),
        asked.list(Parameters.NETWORK),
        asked.list(Parameters.LANG_GIVEN),
        kinds.isEmpty() && slugs.isEmpty()
            ? null
            : asked.context().listing().keys(slugs, kinds, asked.window()),
        kinds.isEmpty() ? null : asked.context().listing().keys(List.of(), kinds, asked.window()));
  }

  /**
   * The whole panel among which a share is counted: all listed actors of the kinds, networks and
   * languages asked for, whatever countries or actors were picked out.
   */
  public Selection panel() {
    return new Selection(window, List.of(), networks, langs, panelActors, panelActors);
  }

  /** The same of another time. */
  public Selection in(Window other) {
    return new Selection(other, countries, networks, langs, actors, panelActors);
  }

  /** Whether it is about everybody. */
  public boolean everybody() {
    return countries.isEmpty() && networks.isEmpty() && langs.isEmpty() && actors == null;
  }

  public boolean networkMeant(Network network) {
    return networks.isEmpty() || networks.contains(network);
  }
}
