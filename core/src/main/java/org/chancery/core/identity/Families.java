package org.chancery.core.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Beginnings and endings that several listed handles share: {@code RusEmb…}, {@code …news}. What
 * many share distinguishes nobody, so that among such handles only the rest counts: {@code NBCNews}
 * is no misspelling of {@code BBCNews}. Immutable, thread-safe.
 */
final class Families {
  private static final int SHORTEST = 4;
  private static final int MEMBERS = 3;

  private final Map<String, Integer> begins = new HashMap<>();
  private final Map<String, Integer> ends = new HashMap<>();

  /**
   * @param texts distinct
   */
  Families(Collection<String> texts) {
    for (String text : texts) {
      for (int length = SHORTEST; length <= text.length(); length++) {
        begins.merge(text.substring(0, length), 1, Integer::sum);
        ends.merge(text.substring(text.length() - length), 1, Integer::sum);
      }
    }
    begins.values().removeIf(members -> members < MEMBERS);
    ends.values().removeIf(members -> members < MEMBERS);
  }

  /** Length of the longest beginning of the text that a family shares, 0 when there is none. */
  int begin(String text) {
    for (int length = text.length(); length >= SHORTEST; length--) {
      if (begins.containsKey(text.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }

  /** Length of the longest ending of the text that a family shares, 0 when there is none. */
  int end(String text) {
    for (int length = text.length(); length >= SHORTEST; length--) {
      if (ends.containsKey(text.substring(text.length() - length))) {
        return length;
      }
    }
    return 0;
  }
}
