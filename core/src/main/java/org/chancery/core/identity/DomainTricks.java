package org.chancery.core.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Handles that carry the domain of a listed actor where it proves nothing. Immutable, thread-safe.
 */
final class DomainTricks {
  /** A registered label shorter than this stands under many endings for many owners. */
  private static final int SHORTEST_LABEL = 5;

  private static final int MOST_TOKENS = 5;

  private record Owned(Actor actor, Domain domain) {}

  private final Map<String, Owned> byTokens = new HashMap<>();
  private final Map<String, Owned> byLabel = new HashMap<>();

  DomainTricks(Registry registry, HandleProof proof) {
    for (Map.Entry<String, Set<String>> owned : proof.domains().entrySet()) {
      Actor owner =
          owned.getValue().stream()
              .sorted()
              .flatMap(id -> registry.findActor(id).stream())
              .findFirst()
              .orElse(null);
      Domain domain = Domain.of(owned.getKey()).orElse(null);
      if (owner != null && domain != null) {
        Owned it = new Owned(owner, domain);
        byTokens.put(String.join(".", domain.tokens()), it);
        if (domain.under().isEmpty()
            && domain.label().length() >= SHORTEST_LABEL
            && !CommonWords.contain(Form.of(domain.label()).plain())) {
          byLabel.merge(
              domain.label(), it, (a, b) -> a.actor().id().compareTo(b.actor().id()) <= 0 ? a : b);
        }
      }
    }
  }

  /** Whose domain the seen one carries or copies; null when nobody's. */
  @Nullable LookAlike find(Domain seen) {
    String[] tokens = seen.tokens();
    for (int from = 0; from < tokens.length; from++) {
      StringBuilder part = new StringBuilder();
      for (int to = from; to < Math.min(tokens.length, from + MOST_TOKENS); to++) {
        part.append(to == from ? "" : ".").append(tokens[to]);
        Owned owned = to == from ? null : byTokens.get(part.toString());
        if (owned != null) {
          boolean whole = from == 0 && to == tokens.length - 1;
          return found(owned, whole ? Trick.SEPARATOR : Trick.SUBDOMAIN);
        }
      }
    }
    Owned same = seen.hosted() ? null : byLabel.get(seen.label());
    return same != null && !same.domain().suffix().equals(seen.suffix())
        ? found(same, Trick.SUFFIX)
        : null;
  }

  private static LookAlike found(Owned owned, Trick trick) {
    return new LookAlike(owned.actor(), LookAlike.Field.HANDLE, owned.domain().host(), trick, 1);
  }

  /**
   * Whether the same name on the same network stands under an ending that anybody can have, while
   * the listed one is at home in a domain of its own.
   */
  static boolean otherEnding(Actor actor, HandleText listed, HandleText seen) {
    if (listed.domain() != null && seen.domain() != null) {
      return !listed.domain().hosted()
          && listed.domain().under().isEmpty()
          && listed.domain().label().length() >= SHORTEST_LABEL
          && !listed.domain().suffix().equals(seen.domain().suffix());
    }
    if (listed.host() != null && seen.host() != null && !listed.host().equals(seen.host())) {
      return Domain.of(listed.host())
          .map(d -> GovernmentZones.isZone(d.suffix()) && d.host().length() > d.suffix().length())
          .orElse(false);
    }
    return false;
  }
}
