package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.ingest.egress.TextRecords;
import org.jspecify.annotations.Nullable;

/**
 * For which account a domain vouches: by a text in DNS, {@code _atproto.HANDLE}, or by a page,
 * {@code /.well-known/atproto-did}. Either is enough; two that differ prove nothing.
 *
 * @see <a href="https://atproto.com/specs/handle">AT protocol, handle resolution</a>
 */
public final class HandleWord {
  private static final String PREFIX = "did=";

  private HandleWord() {}

  /**
   * The DIDs that DNS names for a handle: one, where all is well.
   *
   * @throws IOException when nobody answers, or it may not be asked
   */
  public static Set<String> byName(TextRecords dns, String handle) throws IOException {
    Set<String> named = new TreeSet<>();
    for (String text : dns.of("_atproto." + handle)) {
      if (text.startsWith(PREFIX) && AtSyntax.isDid(text.substring(PREFIX.length()))) {
        named.add(text.substring(PREFIX.length()));
      }
    }
    return named;
  }

  /**
   * The one account, empty where neither names any.
   *
   * @param page DID on the page, null without one
   * @throws IOException when they do not agree, in words
   */
  public static Optional<String> agreed(Set<String> named, @Nullable String page)
      throws IOException {
    if (named.size() > 1) {
      throw new IOException("its DNS names several accounts: " + String.join(", ", named));
    }
    Optional<String> name = named.stream().findFirst();
    if (page != null && name.isPresent() && !name.get().equals(page)) {
      throw new IOException("its DNS names %s, but its page %s".formatted(name.get(), page));
    }
    return name.or(() -> Optional.ofNullable(page));
  }
}
