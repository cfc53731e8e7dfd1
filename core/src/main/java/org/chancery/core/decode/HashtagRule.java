package org.chancery.core.decode;

/** Where a hashtag ends, by twitter-text 3.1 ({@code validHashtag}, {@code endHashtagMatch}). */
final class HashtagRule {
  /** Joiners and signs that X allows inside a tag beside letters, marks and digits. */
  private static final String MORE =
      "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7";

  private HashtagRule() {}

  /** Index after the tag whose {@code #} stands at {@code at}; -1 when it begins none. */
  static int end(String text, int at) {
    if (at > 0 && (text.charAt(at - 1) == '&' || mayHold(text.codePointBefore(at)))) {
      return -1;
    }
    int i = at + 1;
    boolean letter = false;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (i == at + 1 && (c == 0xFE0F || c == 0x20E3)) {
        return -1; // the key # drawn as an emoji
      }
      if (!mayHold(c)) {
        break;
      }
      letter |= isLetterOrMark(c);
      i += Character.charCount(c);
    }
    boolean cut =
        i < text.length()
            && (text.charAt(i) == '#' || text.charAt(i) == '＃' || text.startsWith("://", i));
    return letter && !cut ? i : -1;
  }

  private static boolean mayHold(int c) {
    return c < 0x80
        ? Handles.isWord(c)
        : isLetterOrMark(c)
            || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER
            || MORE.indexOf(c) >= 0;
  }

  private static boolean isLetterOrMark(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
