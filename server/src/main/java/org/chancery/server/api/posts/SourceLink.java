package org.chancery.server.api.posts;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/** Where a post can be read at its source. Only made of checked parts, so only https. */
final class SourceLink {
  private static final Pattern AT_URI =
      Pattern.compile(
          "at://(did:[a-z]+:[A-Za-z0-9._:%-]{1,250})/app\\.bsky\\.feed\\.post/([A-Za-z0-9._~:-]{1,100})");
  private static final String SAFE = "https://";
  private static final Pattern X_HANDLE = Pattern.compile("[A-Za-z0-9_]{1,15}");
  private static final Pattern X_ID = Pattern.compile("[0-9]{1,20}");

  private SourceLink() {}

  /**
   * Null where the network has no address of posts that we can make.
   *
   * @param links as the post gives them: the first of a feed's post is the article
   */
  static @Nullable String of(
      Network network, String handle, @Nullable String id, List<String> links) {
    if (id == null) {
      return null;
    }
    return switch (network) {
      case BLUESKY -> {
        Matcher uri = AT_URI.matcher(id);
        yield uri.matches()
            ? "https://bsky.app/profile/%s/post/%s".formatted(uri.group(1), uri.group(2))
            : null;
      }
      case X ->
          X_HANDLE.matcher(handle).matches() && X_ID.matcher(id).matches()
              ? "https://x.com/%s/status/%s".formatted(handle, id)
              : null;
      case FEED -> links.isEmpty() || !links.getFirst().startsWith(SAFE) ? null : links.getFirst();
      case MASTODON, TELEGRAM, YOUTUBE, FACEBOOK, INSTAGRAM -> null;
    };
  }

  /** Whether an address found in a post may be told on. */
  static boolean web(String link) {
    return link.startsWith(SAFE) || link.startsWith("http://");
  }
}
