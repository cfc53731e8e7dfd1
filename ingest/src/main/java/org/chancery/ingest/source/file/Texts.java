package org.chancery.ingest.source.file;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is done to every string that comes out of a file. */
final class Texts {
  private static final int EXCERPT = 60;
  private static final Pattern R_ESCAPE = Pattern.compile("<U\\+([0-9A-Fa-f]{4,8})>");
  private static final Pattern X_ESCAPE = Pattern.compile("&(amp|lt|gt);");

  private Texts() {}

  /** NUL, which no database text can hold, and surrogates without partner become U+FFFD. */
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleanFrom(text, i);
      }
    }
    return text;
  }

  private static String cleanFrom(String text, int from) {
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
    for (int i = from; i < text.length(); ) {
      int point = text.codePointAt(i);
      boolean bad = point == 0 || (point >= Character.MIN_SURROGATE && point <= 0xDFFF);
      out.appendCodePoint(bad ? 0xFFFD : point);
      i += Character.charCount(point);
    }
    return out.toString();
  }

  /** At most so many UTF-16 units, never half a character. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  /** X escapes exactly these three in texts, once. */
  static String unescapeX(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return X_ESCAPE
        .matcher(text)
        .replaceAll(m -> m.group(1).equals("amp") ? "&" : m.group(1).equals("lt") ? "<" : ">");
  }

  /** R writes {@code <U+1F4F0>} for what its locale cannot show; also in halves of a pair. */
  static String unescapeR(String text) {
    if (text.indexOf("<U+") < 0) {
      return text;
    }
    return R_ESCAPE
        .matcher(text)
        .replaceAll(
            m -> {
              int point = Integer.parseUnsignedInt(m.group(1), 16);
              String seen =
                  Character.isValidCodePoint(point) ? Character.toString(point) : m.group();
              return java.util.regex.Matcher.quoteReplacement(seen);
            });
  }

  /**
   * A short quotation of what was given, for messages: hostile texts are never repeated whole. Its
   * marks stand nowhere within, so that {@link RejectsFile} can leave it out.
   */
  static String quote(String given) {
    return "'" + excerpt(given, EXCERPT).replace('\'', '\u2019') + "'";
  }

  /** At most so many characters on one line, none of them invisible. */
  static String excerpt(String given, int length) {
    StringBuilder out = new StringBuilder();
    String head = cut(given, length);
    head.codePoints().forEach(c -> out.appendCodePoint(showable(c) ? c : '\u00b7'));
    return out.append(head.length() < given.length() ? "\u2026" : "").toString();
  }

  private static boolean showable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /**
   * A language tag in lower case; null where X says that it knows none: {@code und}, {@code zxx},
   * and its own {@code q..} codes for texts of tags or links only. Its old codes become ISO 639-1.
   */
  static @Nullable String language(@Nullable String tag) {
    if (tag == null || tag.isBlank() || tag.length() > 35) {
      return null;
    }
    String lower = tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (lower) {
      case "und", "zxx", "na", "null", "qme", "qst", "qht", "qam", "qct" -> null;
      case "in" -> "id";
      case "iw" -> "he";
      default -> lower;
    };
  }
}
