package org.chancery.core.decode;

import org.chancery.core.event.Network;

/**
 * What a handle looks like on each network, without the leading {@code @} (on Mastodon with it:
 * {@code @user@host}). Case is free. Thread-safe; linear in the length of its input.
 */
public final class Handles {
  /** Most characters of an X handle. */
  public static final int MAX_X = 15;

  private static final int MAX_DOMAIN = 253;
  private static final int MAX_LABEL = 63;
  private static final int MAX_MASTODON_USER = 64;

  private Handles() {}

  /** Whether the network could have given this handle to somebody. */
  public static boolean valid(Network network, String handle) {
    return switch (network) {
      case X -> plain(handle, 1, MAX_X, "");
      case TELEGRAM -> plain(handle, 4, 32, "");
      case INSTAGRAM -> plain(handle, 1, 30, ".");
      case YOUTUBE -> plain(handle, 3, 30, ".-");
      case FACEBOOK -> facebook(handle);
      case BLUESKY -> domain(handle);
      case MASTODON -> mastodon(handle);
      case FEED -> feed(handle);
    };
  }

  /** What {@link #valid} allows, in words, for messages. */
  public static String rule(Network network) {
    return switch (network) {
      case X -> "1 to 15 letters A-Z, digits or _, without @";
      case TELEGRAM -> "4 to 32 letters A-Z, digits or _, without @";
      case INSTAGRAM -> "1 to 30 letters A-Z, digits, _ or ., without @";
      case YOUTUBE -> "3 to 30 letters A-Z, digits, _, - or ., without @";
      case FACEBOOK ->
          "the name in the address after facebook.com/: 1 to 150 letters, digits, _, - or .";
      case BLUESKY -> "a domain name such as diplomatie.gouv.fr, without @";
      case MASTODON -> "@user@host, such as @EU_Commission@ec.social-network.europa.eu";
      case FEED -> "the address of the feed, http:// or https://";
    };
  }

  /** One of {@code A-Z a-z 0-9 _}. */
  static boolean isWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** A name with at least one dot whose last label begins with a letter (RFC 1035; atproto). */
  static boolean domain(String name) {
    if (name.length() > MAX_DOMAIN || !name.contains(".")) {
      return false;
    }
    int begin = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        if (!label(name, begin, i)) {
          return false;
        }
        begin = i + 1;
      }
    }
    return Character.isLetter(name.charAt(name.lastIndexOf('.') + 1));
  }

  private static boolean label(String name, int from, int to) {
    if (to == from || to - from > MAX_LABEL || name.charAt(from) == '-') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isDomainChar(name.charAt(i))) {
        return false;
      }
    }
    return name.charAt(to - 1) != '-';
  }

  static boolean isDomainChar(int c) {
    return c == '-' || (isWord(c) && c != '_');
  }

  private static boolean mastodon(String handle) {
    int second = handle.indexOf('@', 1);
    if (!handle.startsWith("@") || second < 0 || second - 1 > MAX_MASTODON_USER) {
      return false;
    }
    String user = handle.substring(1, second);
    return plain(user, 1, MAX_MASTODON_USER, ".-")
        && isWord(user.charAt(0))
        && isWord(user.charAt(user.length() - 1))
        && domain(handle.substring(second + 1));
  }

  /** Addresses of pages carry their title, in any script. */
  private static boolean facebook(String handle) {
    return !handle.isEmpty()
        && handle.length() <= 150
        && handle
            .codePoints()
            .allMatch(
                c ->
                    Character.isLetterOrDigit(c)
                        || "_-.".indexOf(c) >= 0
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK);
  }

  private static boolean feed(String address) {
    return address.length() <= 2_000 && LinkScanner.linkEnd(address, 0) == address.length();
  }

  private static boolean plain(String handle, int least, int most, String more) {
    if (handle.length() < least || handle.length() > most) {
      return false;
    }
    for (int i = 0; i < handle.length(); i++) {
      char c = handle.charAt(i);
      if (!isWord(c) && more.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
