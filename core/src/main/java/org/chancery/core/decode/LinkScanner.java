package org.chancery.core.decode;

/**
 * Finds where a web address in running text ends. Each character is looked at once or twice, so a
 * text is read in linear time whatever it holds.
 */
final class LinkScanner {
  private static final String TRAILING = ".,;:!?'\"…·*_~|-&";

  private LinkScanner() {}

  /**
   * X's rule: not after a Latin letter or digit, {@code @ $ #}; Japanese goes on without a space.
   */
  static boolean mayBegin(String text, int at) {
    return at == 0
        || !(Handles.isWord(text.charAt(at - 1)) || "@＠$#＃".indexOf(text.charAt(at - 1)) >= 0);
  }

  /** Where the host of an {@code http://} or {@code https://} begins, else -1. */
  static int hostStart(String text, int at) {
    if (at >= text.length() || (text.charAt(at) | 0x20) != 'h') {
      return -1;
    }
    if (text.regionMatches(true, at, "https://", 0, 8)) {
      return at + 8;
    }
    return text.regionMatches(true, at, "http://", 0, 7) ? at + 7 : -1;
  }

  /**
   * Index after the host (and port) of an address whose host begins at {@code host}. Japanese and
   * Thai are written on without a space, so their letters count only where the host begins so.
   */
  static int hostEnd(String text, int host) {
    int i = host;
    boolean unspaced = host < text.length() && Scripts.isUnspaced(text.codePointAt(host));
    while (i < text.length()) {
      int c = text.codePointAt(i);
      boolean mayStand = Character.isLetterOrDigit(c) || isMark(c) || ".-_@:%".indexOf(c) >= 0;
      if (!mayStand || (!unspaced && Scripts.isUnspaced(c))) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  /**
   * Index after the address that begins at {@code at}, without the punctuation of the sentence
   * around it; -1 where none begins. A closing bracket belongs to the address only when its opening
   * one does.
   */
  static int linkEnd(String text, int at) {
    int host = hostStart(text, at);
    if (host < 0 || host >= text.length() || !Character.isLetterOrDigit(text.codePointAt(host))) {
      return -1;
    }
    int path = hostEnd(text, host);
    if (isTco(text, host, path)) {
      return tcoEnd(text, path);
    }
    int end = path;
    int round = 0;
    int square = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!mayContinue(c)) {
        break;
      }
      round += c == '(' ? 1 : c == ')' ? -1 : 0;
      square += c == '[' ? 1 : c == ']' ? -1 : 0;
      end += Character.charCount(c);
    }
    return trimmed(text, host, end, round, square);
  }

  private static int trimmed(String text, int host, int end, int round, int square) {
    int to = end;
    int unclosedRound = round;
    int unclosedSquare = square;
    while (to > host + 1) {
      char c = text.charAt(to - 1);
      if (c == ')' && unclosedRound < 0) {
        unclosedRound++;
      } else if (c == ']' && unclosedSquare < 0) {
        unclosedSquare++;
      } else if (c == '(' || c == '[' || TRAILING.indexOf(c) >= 0) {
        unclosedRound -= c == '(' ? 1 : 0;
        unclosedSquare -= c == '[' ? 1 : 0;
      } else {
        break;
      }
      to--;
    }
    return to;
  }

  /** X's own short links end with their letters, whatever script follows without a space. */
  private static boolean isTco(String text, int host, int path) {
    return path - host == 4 && text.regionMatches(true, host, "t.co", 0, 4);
  }

  private static int tcoEnd(String text, int path) {
    int i = path;
    if (i < text.length() && text.charAt(i) == '/') {
      i++;
      while (i < text.length() && text.charAt(i) != '_' && Handles.isWord(text.charAt(i))) {
        i++;
      }
    }
    return i;
  }

  private static boolean mayContinue(int c) {
    if (c < 0x80) {
      return c > ' ' && c != 0x7F && "<>\"{}\\^`".indexOf(c) < 0;
    }
    return (Character.isLetterOrDigit(c) || isMark(c)) && !Scripts.isUnspaced(c);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
