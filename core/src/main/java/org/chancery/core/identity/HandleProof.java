package org.chancery.core.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;

/**
 * What a handle proves by the domain in it. On Bluesky a handle is a domain name whose owner
 * vouches for the account, so that a ministry's own domain is a proof nobody else can give.
 * Immutable, thread-safe.
 *
 * @see <a href="https://atproto.com/specs/handle">AT Protocol, handle resolution</a>
 */
public final class HandleProof {
  private static final Pattern WEBSITE = Pattern.compile("website https?://([^\\s;\"/,:]+)");

  /** A domain of more actors than these is a platform's. */
  private static final int MOST_OWNERS = 2;

  private static final Set<String> PLATFORMS =
      Set.of(
          "facebook.com",
          "twitter.com",
          "x.com",
          "t.me",
          "youtube.com",
          "instagram.com",
          "linkedin.com",
          "medium.com",
          "substack.com",
          "wordpress.com",
          "blogspot.com",
          "google.com",
          "github.io",
          "wixsite.com",
          "telegram.me",
          "vk.com");

  private final Map<String, Set<String>> ownersByDomain = new HashMap<>();

  /** Learns the domains of the registry: websites told in notes, and handles that are domains. */
  public HandleProof(Registry registry) {
    for (Actor actor : registry.actors()) {
      if (actor.note() != null) {
        Matcher website = WEBSITE.matcher(actor.note().toLowerCase(Locale.ROOT));
        while (website.find()) {
          Domain.of(website.group(1)).ifPresent(d -> own(d, actor.id()));
        }
      }
    }
    for (AccountRow row : registry.accounts()) {
      if (row.network() == Network.BLUESKY) {
        Domain.of(row.handle()).ifPresent(d -> own(d, row.actor()));
      }
    }
    ownersByDomain.values().removeIf(owners -> owners.size() > MOST_OWNERS);
  }

  private void own(Domain domain, String actor) {
    String own = domain.registered();
    boolean wholeZone = GovernmentZones.isZone(own);
    if (!domain.hosted() && !wholeZone && !PLATFORMS.contains(own)) {
      String name = domain.under().isEmpty() || domain.under().equals("www") ? own : domain.host();
      ownersByDomain.computeIfAbsent(name, d -> new HashSet<>()).add(actor);
    }
  }

  /** Domains by which actors prove their handles, with the ids of those actors. */
  Map<String, Set<String>> domains() {
    return ownersByDomain;
  }

  /** Whether the handle lies in the actor's own domain or in the zone its government gives out. */
  public boolean proves(Actor actor, Network network, String handle) {
    Optional<Domain> domain = network == Network.BLUESKY ? Domain.of(handle) : Optional.empty();
    return domain
        .filter(
            d ->
                owners(d).contains(actor.id())
                    || GovernmentZones.country(d.suffix())
                        .filter(country -> country.equals(actor.country()))
                        .isPresent())
        .isPresent();
  }

  /** Whether the host is one at which everybody may have a page. */
  public static boolean isPlatform(String host) {
    return Domain.endings(host.toLowerCase(Locale.ROOT)).anyMatch(PLATFORMS::contains);
  }

  /**
   * Whether the host lies in a zone in which only public authorities, or organisations that states
   * founded by treaty, are given names.
   */
  public static boolean isPublicAuthority(String host) {
    return Domain.endings(host.toLowerCase(Locale.ROOT))
        .anyMatch(ending -> GovernmentZones.isZone(ending) || GovernmentZones.isReserved(ending));
  }

  /** Whether the host lies in a listed actor's own domain or in a government's zone. */
  boolean isProved(Domain domain) {
    return GovernmentZones.isZone(domain.suffix()) || !owners(domain).isEmpty();
  }

  /** Actors in whose own domain the host lies. */
  private Set<String> owners(Domain domain) {
    return Domain.endings(domain.host())
        .map(ownersByDomain::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Set.of());
  }
}
