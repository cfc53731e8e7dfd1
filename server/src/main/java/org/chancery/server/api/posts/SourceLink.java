package org.chancery.server.api.posts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/**
 * Where a post can be read at its source. Made of checked parts alone, or an address on the
 * author's own server, so that nobody's id leads elsewhere. Pure; thread-safe.
 */
final class SourceLink {
  private static final Pattern AT_URI =
      Pattern.compile(
          "at://(did:[a-z]+:[A-Za-z0-9._:%-]{1,250})/app\\.bsky\\.feed\\.post/([A-Za-z0-9._~:-]{1,100})");
  private static final String SAFE = "https://";
  private static final Pattern X_HANDLE = Pattern.compile("[A-Za-z0-9_]{1,15}");
  private static final Pattern X_ID = Pattern.compile("[0-9]{1,20}");
  private static final Pattern TELEGRAM_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{3,31}");
  private static final Pattern TELEGRAM_ID =
      Pattern.compile("([A-Za-z0-9_]{1,64})/([1-9][0-9]{0,14})");
  private static final Pattern YOUTUBE_VIDEO = Pattern.compile("[A-Za-z0-9_-]{11}");

  /** Ends the id of a boost; without it the server leads to what was boosted. */
  private static final String ACTIVITY = "/activity";

  private SourceLink() {}

  /**
   * Null where the network has no address of posts that we can make.
   *
   * @param host of the author's server, where it is known to be another than the handle says
   * @param account the id that its network gave to the author, where it is known
   * @param links as the post gives them: the first of a feed's post is the article
   */
  static @Nullable String of(
      Network network,
      String handle,
      @Nullable String host,
      @Nullable String account,
      @Nullable String id,
      List<String> links) {
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
      case MASTODON -> onOwnServer(handle, host, id);
      case TELEGRAM -> inOwnChannel(handle, account, id);
      case YOUTUBE ->
          YOUTUBE_VIDEO.matcher(id).matches() ? "https://www.youtube.com/watch?v=" + id : null;
      case FACEBOOK, INSTAGRAM -> null;
    };
  }

  /** The id of a status is its address, unless the server is none that makes them so. */
  private static @Nullable String onOwnServer(
      String handle, @Nullable String elsewhere, String id) {
    try {
      URI uri =
          new URI(id.endsWith(ACTIVITY) ? id.substring(0, id.length() - ACTIVITY.length()) : id);
      String host = uri.getHost();
      boolean own =
          host != null
              && (host.equalsIgnoreCase(handle.substring(handle.lastIndexOf('@') + 1))
                  || host.equalsIgnoreCase(elsewhere));
      boolean plain = uri.getRawUserInfo() == null && uri.getPort() < 0;
      String scheme = uri.getScheme();
      boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
      return own && plain && web ? uri.toASCIIString() : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** What somebody says in a group has no address below the own name. */
  private static @Nullable String inOwnChannel(String handle, @Nullable String account, String id) {
    Matcher number = TELEGRAM_ID.matcher(id);
    if (!number.matches() || !TELEGRAM_NAME.matcher(handle).matches()) {
      return null;
    }
    String channel = number.group(1);
    boolean own = account == null || channel.equals(account) || channel.equalsIgnoreCase(handle);
    return own ? "https://t.me/%s/%s".formatted(handle, number.group(2)) : null;
  }

  /** Whether an address found in a post may be told on. */
  static boolean web(String link) {
    return link.startsWith(SAFE) || link.startsWith("http://");
  }
}
