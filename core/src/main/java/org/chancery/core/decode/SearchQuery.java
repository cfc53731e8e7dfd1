package org.chancery.core.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what was typed into the text form of a PostgreSQL tsquery. Used once, not thread-safe. */
final class SearchQuery {
  /** More words than anybody types; the rest is left out. */
  static final int MAX_WORDS = 64;

  private static final String QUOTES = "\"“”„‟«»「」『』";

  private final String query;
  private final List<String> parts = new ArrayList<>();
  private int words;
  private boolean positive;

  private SearchQuery(String query) {
    this.query = query;
  }

  static Optional<String> literal(String query) {
    return new SearchQuery(query).parse();
  }

  private Optional<String> parse() {
    int i = 0;
    while (i < query.length() && words < MAX_WORDS) {
      int c = query.codePointAt(i);
      if (isSpace(c)) {
        i += Character.charCount(c);
        continue;
      }
      boolean absent = (c == '-' || c == '−') && i + 1 < query.length();
      int begin = absent ? i + 1 : i;
      if (isQuote(query.charAt(begin))) {
        int end = closing(begin + 1);
        part(begin + 1, end, absent, false);
        i = end + 1;
      } else {
        int end = chunkEnd(begin);
        part(begin, end, absent, true);
        i = Math.max(end, begin + 1);
      }
    }
    return positive ? Optional.of(String.join(" & ", parts)) : Optional.empty();
  }

  private void part(int from, int to, boolean absent, boolean open) {
    List<String> found = new ArrayList<>();
    Segmenter.segment(query, from, to, MAX_WORDS - words, found);
    if (found.isEmpty()) {
      return;
    }
    words += found.size();
    positive |= !absent;
    StringBuilder part = new StringBuilder();
    part.append(absent ? "!" : "").append(found.size() > 1 ? "(" : "");
    for (int i = 0; i < found.size(); i++) {
      part.append(i == 0 ? "" : " <-> ");
      Words.quote(part, found.get(i));
    }
    part.append(open && mayGoOn(found.getLast()) ? ":*" : "").append(found.size() > 1 ? ")" : "");
    parts.add(part.toString());
  }

  /** In scripts whose words have no visible end, the reader's word may begin a longer one. */
  private static boolean mayGoOn(String word) {
    return word.codePointCount(0, word.length()) > 1
        && Scripts.isSuffixing(word.codePointBefore(word.length()));
  }

  private int closing(int from) {
    int i = from;
    while (i < query.length() && !isQuote(query.charAt(i))) {
      i++;
    }
    return i;
  }

  private int chunkEnd(int from) {
    int i = from;
    while (i < query.length() && !isQuote(query.charAt(i)) && !isSpace(query.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
