package org.chancery.server.api.rankings;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chancery.core.measure.Rank;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.PageToken;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.rankings.Of.Key;
import org.jspecify.annotations.Nullable;

/**
 * All items of a ranking in their order. Immutable.
 *
 * @param silentAreLast whether everybody without a post stands behind all others, none of whose
 *     ranks they touch
 */
record Order(List<Place> places, boolean silentAreLast) {
  /** By value, those without enough data last; ties by id. */
  private static final Comparator<Place> BY_VALUE =
      Comparator.comparingDouble((Place p) -> -p.sortValue()).thenComparing(Place::id);

  record Place(Item item, String id, Optional<Rank> rank, long posts) {
    private double sortValue() {
      return item.estimate().enough() ? item.estimate().value() : -Double.MAX_VALUE;
    }

    private boolean isUpTo(double value, String last) {
      return sortValue() > value || (sortValue() == value && id.compareTo(last) <= 0);
    }
  }

  /** What is shown of all. */
  record Page(Order order, int from, int to) {
    List<Place> places() {
      return order.places.subList(from, to);
    }

    Set<Key> keys() {
      return places().stream().map(p -> p.item().key()).collect(Collectors.toSet());
    }

    /** Whether somebody with a value stands behind all that are shown, so that no silent one is. */
    boolean isAmongSpeakers() {
      return order.silentAreLast
          && to < order.places.size()
          && order.places.get(to).sortValue() > 0;
    }

    @Nullable String next() {
      if (to == order.places.size()) {
        return null;
      }
      Place last = order.places.get(to - 1);
      return PageToken.of(last.sortValue(), last.id());
    }
  }

  static Order of(List<Place> places, boolean silentAreLast) {
    return new Order(places.stream().sorted(BY_VALUE).toList(), silentAreLast);
  }

  Page page(Asked asked) {
    int from = begin(asked.find(Parameters.NEXT));
    return new Page(this, from, Math.min(places.size(), from + asked.get(Parameters.LIMIT)));
  }

  private int begin(@Nullable PageToken next) {
    if (next == null) {
      return 0;
    }
    List<String> last = next.parts(2);
    double value = PageToken.number(last.get(0));
    int at = 0;
    while (at < places.size() && places.get(at).isUpTo(value, last.get(1))) {
      at++;
    }
    return at;
  }

  /** Whether some value is made of posts on several networks. */
  boolean hasSeveralNetworks() {
    return details()
            .map(Detail::networks)
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .map(Detail.NetworkPart::network)
            .distinct()
            .limit(2)
            .count()
        > 1;
  }

  /** Whether some value adds up several accounts. */
  boolean hasSeveralAccounts() {
    return details().anyMatch(d -> d.accounts() != null && d.accounts().size() > 1);
  }

  private Stream<Detail> details() {
    return places.stream().map(p -> p.item().detail()).filter(Objects::nonNull);
  }
}
