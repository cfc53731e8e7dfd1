package org.chancery.ingest.source.file;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostRef;
import org.jspecify.annotations.Nullable;

/** What files may say of each network. */
final class Networks {
  private static final Map<Network, Instant> STARTS = new EnumMap<>(Network.class);

  static {
    for (Network network : Network.values()) {
      STARTS.put(network, Instant.parse(firstDay(network) + "T00:00:00Z"));
    }
  }

  private Networks() {}

  /** The day of the first post; for feeds, of the web. */
  static Instant start(Network network) {
    return Objects.requireNonNull(STARTS.get(network));
  }

  private static String firstDay(Network network) {
    return switch (network) {
      case X -> "2006-03-21";
      case FACEBOOK -> "2004-02-04";
      case YOUTUBE -> "2005-02-14";
      case INSTAGRAM -> "2010-07-16";
      case TELEGRAM -> "2013-08-14";
      case MASTODON -> "2016-03-16";
      case BLUESKY -> "2022-11-16";
      case FEED -> "1991-08-06";
    };
  }

  /** An account of what a file gives; null where it gives neither. */
  static @Nullable AccountRef account(
      Network network, @Nullable String id, @Nullable String handle) {
    String named = handle(network, handle);
    String known = id == null || id.isBlank() ? null : Texts.clean(id.strip());
    return known == null && named == null ? null : new AccountRef(network, known, named);
  }

  /** A reference to a post; null where a file gives neither id nor author. */
  static @Nullable PostRef post(@Nullable String id, @Nullable AccountRef author) {
    String known = id == null || id.isBlank() ? null : Texts.clean(id.strip());
    return known == null && author == null ? null : new PostRef(known, author);
  }

  private static @Nullable String handle(Network network, @Nullable String handle) {
    if (handle == null) {
      return null;
    }
    String bare = Texts.clean(handle.strip());
    if (network != Network.MASTODON && bare.startsWith("@")) {
      bare = bare.substring(1);
    }
    return bare.isEmpty() ? null : bare;
  }
}
