package org.chancery.ingest.registry.list;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.Network;

/** The handle in what lists give: a handle, with or without {@code @}, or the page's address. */
final class AccountAddress {
  private static final Pattern PAGE =
      Pattern.compile("(?i)https?://(?:www\\.|m\\.|mobile\\.)?([a-z0-9.-]+)/(.*)");
  private static final Pattern MASTODON_PAGE =
      Pattern.compile("https?://([A-Za-z0-9.-]+)/@([A-Za-z0-9_.-]+)/?");

  private AccountAddress() {}

  /** What is left may still be no handle: the caller checks. */
  static String handle(Network network, String given) {
    String text = given.strip();
    return switch (network) {
      case FEED -> text;
      case MASTODON -> mastodon(text);
      case BLUESKY, X, TELEGRAM, YOUTUBE, FACEBOOK, INSTAGRAM -> plain(text);
    };
  }

  private static String mastodon(String text) {
    Matcher page = MASTODON_PAGE.matcher(text);
    if (page.matches()) {
      return "@%s@%s".formatted(page.group(2), page.group(1));
    }
    return text.startsWith("@") ? text : "@" + text;
  }

  private static String plain(String text) {
    Matcher page = PAGE.matcher(text);
    String path = page.matches() ? page.group(2) : text;
    String handle =
        path.replaceFirst("[?#].*$", "")
            .replaceFirst("^(?i)(?:channel|c|user|profile|pages|pg|s)/", "")
            .replaceFirst("/+$", "");
    return handle.startsWith("@") ? handle.substring(1) : handle;
  }
}
