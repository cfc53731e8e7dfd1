package org.chancery.server.api.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.identity.HandleProof;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;

/** What the registry itself shows for an account being the actor's. */
enum Proof {
  /** The handle or address lies under the actor's own website, which the list names. */
  OWN_DOMAIN,
  /** It lies under a domain that is given to public authorities alone. */
  GOVERNMENT_DOMAIN,
  /** The source that is named says so. */
  SOURCE,
  /** A candidate that nobody could try. */
  UNCONFIRMED;

  private static final Pattern WEBSITE = Pattern.compile("\\bwebsite (https?://[^\\s;]+)");

  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Proof of(Actor actor, AccountRow row) {
    if (row.source().startsWith("unconfirmed:")) {
      return UNCONFIRMED;
    }
    Optional<String> host = host(row);
    if (host.isPresent()) {
      Optional<String> own = website(actor);
      if (own.isPresent() && below(host.get(), own.get())) {
        return OWN_DOMAIN;
      }
      if (HandleProof.isPublicAuthority(host.get())) {
        return GOVERNMENT_DOMAIN;
      }
    }
    return SOURCE;
  }

  private static boolean below(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  /** Where the network lets a name stand for who owns a domain. */
  private static Optional<String> host(AccountRow row) {
    String handle = row.handle().toLowerCase(Locale.ROOT);
    return switch (row.network()) {
      case BLUESKY -> handle.startsWith("did:") ? Optional.empty() : Optional.of(handle);
      case MASTODON -> Optional.of(handle.substring(handle.lastIndexOf('@') + 1));
      case FEED -> hostOf(handle);
      case X, TELEGRAM, YOUTUBE, FACEBOOK, INSTAGRAM -> Optional.empty();
    };
  }

  private static Optional<String> website(Actor actor) {
    if (actor.note() == null) {
      return Optional.empty();
    }
    Matcher found = WEBSITE.matcher(actor.note());
    return found.find()
        ? hostOf(found.group(1))
            .filter(host -> !HandleProof.isPlatform(host))
            .map(host -> host.startsWith("www.") ? host.substring(4) : host)
        : Optional.empty();
  }

  private static Optional<String> hostOf(String address) {
    try {
      return Optional.ofNullable(new URI(address).getHost()).map(h -> h.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
