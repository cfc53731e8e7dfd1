package org.chancery.server.api.answer;

import java.util.List;

/**
 * How a list of actors splits up. Each facet counts with all filters but its own, so that another
 * choice can be judged before it is made. Immutable.
 */
@Says("How many actors of each kind, country and network")
public record Facets(
    @Says("All actors of the selection, on every page") int total,
    @Says("The most first; with the other filters, without that of kind") List<Facet> kind,
    @Says("By the country for which they speak or from which they are") List<Facet> country,
    @Says("With at least one account there; an actor on two networks counts in both")
        List<Facet> network) {

  /** One value of a facet. */
  public record Facet(String value, int actors) {}

  public Facets {
    kind = List.copyOf(kind);
    country = List.copyOf(country);
    network = List.copyOf(network);
  }
}
