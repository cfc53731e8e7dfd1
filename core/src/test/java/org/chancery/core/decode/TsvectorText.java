package org.chancery.core.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the text form of a tsvector by PostgreSQL's rules, and refuses what it would refuse. */
final class TsvectorText {
  private TsvectorText() {}

  static Map<String, List<Integer>> read(String literal) {
    Map<String, List<Integer>> words = new LinkedHashMap<>();
    long bytes = 0;
    int i = 0;
    while (i < literal.length()) {
      require(literal.charAt(i) == '\'', "quote at " + i);
      i++;
      StringBuilder word = new StringBuilder();
      while (true) {
        char c = literal.charAt(i++);
        if (c == '\'' && (i == literal.length() || literal.charAt(i) != '\'')) {
          break;
        }
        i += c == '\'' ? 1 : 0;
        word.append(c == '\\' ? literal.charAt(i++) : c);
      }
      List<Integer> positions = new ArrayList<>();
      while (i < literal.length() && (literal.charAt(i) == ':' || literal.charAt(i) == ',')) {
        int end = i + 1;
        while (end < literal.length() && Character.isDigit(literal.charAt(end))) {
          end++;
        }
        positions.add(Integer.parseInt(literal.substring(i + 1, end)));
        i = end;
      }
      require(i == literal.length() || literal.charAt(i++) == ' ', "space at " + i);
      int length = word.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      require(length > 0 && length < 2046, "length of " + word);
      require(positions.stream().allMatch(p -> p >= 1 && p <= 16_383), "positions of " + word);
      require(positions.size() <= 255, "number of positions of " + word);
      require(word.indexOf("\u0000") < 0, "no NUL");
      bytes += length + 4 + 2L * positions.size();
      require(words.put(word.toString(), positions) == null, word + " twice");
    }
    require(bytes < 1_048_575, "size " + bytes);
    return words;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("PostgreSQL would refuse: " + what);
    }
  }
}
