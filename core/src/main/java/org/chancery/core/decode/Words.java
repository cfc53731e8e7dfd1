package org.chancery.core.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words of a text for search, in every script, cut and folded the same way in what is stored and in
 * what is asked (see {@link Segmenter} and {@link Folding} for the rules). PostgreSQL's own parser
 * is not used, since it takes a Chinese, Japanese or Thai sentence for one word. Thread-safe.
 */
public final class Words {
  /** PostgreSQL keeps no position above this; what stands further back is not searched. */
  public static final int MAX_POSITION = 16_383;

  /** PostgreSQL keeps at most 255 positions of a word. */
  private static final int MAX_POSITIONS = 255;

  /** PostgreSQL refuses a tsvector of 1 MB (1 048 575 bytes). */
  private static final int MAX_BYTES = 900_000;

  private Words() {}

  /** The words in their order; the position of a word is its index + 1. At most 16 383. */
  public static List<String> tokens(String text) {
    List<String> words = new ArrayList<>();
    Segmenter.segment(text, 0, text.length(), MAX_POSITION, words);
    return words;
  }

  /**
   * The text as PostgreSQL reads a {@code tsvector}: {@code 'accord':1,5 'signe':2}. Empty for a
   * text without words. It stays below PostgreSQL's limits whatever the text holds.
   */
  public static String tsvector(String text) {
    List<String> words = tokens(text);
    Map<String, Positions> found = LinkedHashMap.newLinkedHashMap(words.size());
    int bytes = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Positions positions = found.get(word);
      if (positions == null) {
        bytes += 8 + utf8Length(word);
        if (bytes > MAX_BYTES) {
          break;
        }
        positions = new Positions();
        found.put(word, positions);
      }
      bytes += positions.add(i + 1);
    }
    StringBuilder literal = new StringBuilder(text.length() + 8 * found.size());
    found.forEach((word, at) -> append(literal, word, at));
    return literal.toString();
  }

  /**
   * What was typed as PostgreSQL reads a {@code tsquery}. All words must be there; {@code "several
   * words"} in quotes (any sort of them) must follow each other; {@code -word} must be absent. A
   * part without spaces that holds several words ("l'Ukraine", a Chinese phrase) is a phrase too.
   * The last word of Chinese, Japanese, Korean, Thai, Lao, Khmer or Burmese also finds longer words
   * that begin with it, unless it is one character.
   *
   * @return empty when nothing is left to search: no word, or only words that must be absent
   */
  public static Optional<String> tsquery(String query) {
    return SearchQuery.literal(query);
  }

  private static void append(StringBuilder literal, String word, Positions at) {
    if (!literal.isEmpty()) {
      literal.append(' ');
    }
    quote(literal, word);
    for (int i = 0; i < at.size; i++) {
      literal.append(i == 0 ? ':' : ',').append(at.values[i]);
    }
  }

  /** Words hold no quote and no backslash; escaped all the same. */
  static void quote(StringBuilder literal, String word) {
    literal.append('\'');
    if (word.indexOf('\'') < 0 && word.indexOf('\\') < 0) {
      literal.append(word);
    } else {
      literal.append(word.replace("\\", "\\\\").replace("'", "''"));
    }
    literal.append('\'');
  }

  private static int utf8Length(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        return word.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return word.length();
  }

  /** Where a word stands, the first {@link #MAX_POSITIONS} of them. */
  private static final class Positions {
    private int[] values = new int[2];
    private int size;

    /** Returns the bytes that PostgreSQL needs for it. */
    int add(int position) {
      if (size == MAX_POSITIONS) {
        return 0;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = position;
      return 2;
    }
  }
}
