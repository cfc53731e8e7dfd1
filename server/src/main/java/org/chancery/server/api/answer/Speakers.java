package org.chancery.server.api.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.chancery.core.event.Network;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Selection;

/**
 * Listed accounts of whom something is counted. Immutable.
 *
 * @param byNetwork short keys
 */
public record Speakers(Map<Network, Set<Integer>> byNetwork) {
  /** Nobody in particular: only gaps of whole networks count. */
  public static final Speakers ANY = new Speakers(Map.of());

  private static Speakers of(Collection<Listing.Listed> listed) {
    Map<Network, Set<Integer>> by = new EnumMap<>(Network.class);
    listed.forEach(
        one -> by.computeIfAbsent(one.row().network(), n -> new HashSet<>()).add(one.account()));
    return new Speakers(by);
  }

  /** All of a selection. */
  public static Speakers of(Selection selection, Listing listing) {
    return of(SeenAccounts.listed(selection, listing));
  }

  /**
   * Those of a selection, for each item.
   *
   * @param items those for which an account spoke
   */
  public static <K> Map<K, Speakers> by(
      Selection selection, Listing listing, Function<Listing.Listed, Collection<K>> items) {
    Map<K, List<Listing.Listed>> by = new HashMap<>();
    for (Listing.Listed one : SeenAccounts.listed(selection, listing)) {
      items.apply(one).forEach(item -> by.computeIfAbsent(item, k -> new ArrayList<>(1)).add(one));
    }
    Map<K, Speakers> speakers = new HashMap<>();
    by.forEach((item, listed) -> speakers.put(item, of(listed)));
    return speakers;
  }

  Set<Integer> on(Network network) {
    return byNetwork.getOrDefault(network, Set.of());
  }
}
