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
 */
public record Selection(
    Window window,
    List<String> countries,
    List<Network> networks,
    List<String> langs,
    @Nullable Set<Integer> actors) {
  public Selection {
    countries = List.copyOf(countries);
    networks = List.copyOf(networks);
    langs = List.copyOf(langs);
    actors = actors == null ? null : Set.copyOf(actors);
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
        kinds.isEmpty() && slugs.isEmpty() ? null : asked.context().listing().keys(slugs, kinds));
  }

  /** The same of another time. */
  public Selection in(Window other) {
    return new Selection(other, countries, networks, langs, actors);
  }

  /** Whether it is about everybody. */
  public boolean everybody() {
    return countries.isEmpty() && networks.isEmpty() && langs.isEmpty() && actors == null;
  }

  public boolean networkMeant(Network network) {
    return networks.isEmpty() || networks.contains(network);
  }
}
