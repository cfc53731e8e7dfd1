package org.chancery.ingest.source.feed.websub;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.chancery.ingest.egress.AddressRule;
import org.jspecify.annotations.Nullable;

/**
 * The hub by which a feed can be pushed. Immutable.
 *
 * @param url of the hub
 * @param topic address by which it knows the feed
 */
public record PushHub(String url, String topic) {
  /** Most characters of a hub's address and of a topic, as the door takes them. */
  static final int LONGEST = 2_000;

  /**
   * What a feed, or the head of the answer that brought it, names.
   *
   * @param hubs in their order, as written
   * @param self the feed's own address; null where it is not told
   */
  public record Named(List<String> hubs, @Nullable String self) {
    public static final Named NONE = new Named(List.of(), null);

    public Named {
      hubs = List.copyOf(hubs);
    }

    /** Gathered one by one; the first address of its own counts. */
    public static final class Gathering {
      private final List<String> hubs = new ArrayList<>(0);
      private @Nullable String self;

      /** Takes what is a hub or the address of its own, passes over the rest. */
      public void link(@Nullable String rels, @Nullable String url) {
        if (rels == null || url == null || url.isBlank()) {
          return;
        }
        for (String rel : rels.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
          if (rel.equals("hub")) {
            hubs.add(url.strip());
          } else if (rel.equals("self") && self == null) {
            self = url.strip();
          }
        }
      }

      public Named done() {
        return new Named(hubs, self);
      }
    }
  }

  /**
   * The first that may be told a secret: over https, or on this machine. The head wins over the
   * document (WebSub, 4).
   *
   * @param at address that answered
   */
  public static Optional<PushHub> of(Named head, Named document, URI at) {
    List<String> hubs = head.hubs.isEmpty() ? document.hubs : head.hubs;
    String self = head.self == null ? document.self : head.self;
    String topic =
        self == null ? at.toString() : whole(at, self, uri -> true).orElse(at.toString());
    if (topic.length() > LONGEST) {
      return Optional.empty(); // its verification would not be let in
    }
    return hubs.stream()
        .flatMap(hub -> whole(at, hub, AddressRule::keepsSecrets).stream())
        .findFirst()
        .map(hub -> new PushHub(hub, topic));
  }

  private static Optional<String> whole(URI at, String written, Predicate<URI> fit) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      URI uri = at.resolve(written);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean isShort = uri.toString().length() <= LONGEST;
      return web && isShort && uri.getHost() != null && fit.test(uri)
          ? Optional.of(uri.toString())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
