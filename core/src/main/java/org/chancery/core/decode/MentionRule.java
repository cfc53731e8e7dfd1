package org.chancery.core.decode;

import org.chancery.core.event.Network;

/**
 * Where a mention ends, by network; -1 when the {@code @} begins none. Every rule reads forward
 * from the {@code @} over characters that cannot begin another mention, and looks back by at most
 * four.
 */
final class MentionRule {
  private static final int MAX_MASTODON_USER = 64;
  private static final int MAX_DOMAIN = 253;

  private MentionRule() {}

  /** X and those like it. */
  static int plainEnd(Network network, String text, int at) {
    if (!mayBegin(text, at)) {
      return -1;
    }
    String more = network == Network.X || network == Network.TELEGRAM ? "" : ".-";
    int i = at + 1;
    while (i < text.length() && (Handles.isWord(text.charAt(i)) || holds(more, text.charAt(i)))) {
      i++;
    }
    int end = i;
    while (end > at + 1 && holds(more, text.charAt(end - 1))) {
      end--; // the full stop of the sentence
    }
    if (end - at > 101 || !Handles.valid(network, text.substring(at + 1, end))) {
      return -1;
    }
    return end < text.length() && breaksMention(text, end) ? -1 : end;
  }

  private static boolean mayBegin(String text, int at) {
    if (at == 0) {
      return true;
    }
    int before = text.codePointBefore(at);
    if (before == ':' && at >= 3) {
      return true; // also RT:@
    }
    if (!Handles.isWord(before)) {
      // twitter-text also refuses ! (for words masked as f!@k); authors who leave out the space
      // after
      // a sentence ("bora!@jmkikwete") mean a mention, and the published counts have it.
      return "@＠#$%&*".indexOf(before) < 0;
    }
    // RT@handle, where RT is a word of its own
    return at >= 2
        && text.regionMatches(true, at - 2, "RT", 0, 2)
        && (at == 2 || !isJoined(text.charAt(at - 3)));
  }

  private static boolean isJoined(char c) {
    return Handles.isWord(c) || "+~.-".indexOf(c) >= 0;
  }

  private static boolean breaksMention(String text, int end) {
    char c = text.charAt(end);
    return c == '@'
        || c == '＠'
        || (c >= 0xC0 && c <= 0x24F && c != '×' && c != '÷')
        || (c >= 0x1E00 && c <= 0x1EFF)
        || text.startsWith("://", end);
  }

  /** {@code @name.of.domain}. */
  static int blueskyEnd(String text, int at) {
    if (at > 0
        && !isSpace(text.codePointBefore(at))
        && "([{«“\"".indexOf(text.charAt(at - 1)) < 0) {
      return -1;
    }
    return domainEnd(text, at + 1);
  }

  /** {@code @user@host}. */
  static int mastodonEnd(String text, int at) {
    if (at > 0) {
      int before = text.codePointBefore(at);
      if (Character.isLetterOrDigit(before) || "=/_@".indexOf(before) >= 0) {
        return -1;
      }
    }
    int i = at + 1;
    while (i < text.length() && (Handles.isWord(text.charAt(i)) || holds(".-", text.charAt(i)))) {
      i++;
    }
    if (i == at + 1 || i - at - 1 > MAX_MASTODON_USER || i >= text.length()) {
      return -1;
    }
    if (text.charAt(i) != '@') {
      return -1;
    }
    int end = domainEnd(text, i + 1);
    return end > 0 && Handles.valid(Network.MASTODON, text.substring(at, end)) ? end : -1;
  }

  private static int domainEnd(String text, int from) {
    int i = from;
    while (i < text.length() && (Handles.isDomainChar(text.charAt(i)) || text.charAt(i) == '.')) {
      i++;
    }
    while (i > from && holds(".-", text.charAt(i - 1))) {
      i--;
    }
    return i - from <= MAX_DOMAIN && Handles.domain(text.substring(from, i)) ? i : -1;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean holds(String set, char c) {
    return set.indexOf(c) >= 0;
  }
}
