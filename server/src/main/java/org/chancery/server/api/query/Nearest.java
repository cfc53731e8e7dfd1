package org.chancery.server.api.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. Thread-safe. */
public final class Nearest {
  private static final int LONGEST = 80;

  private Nearest() {}

  /** The known word with the fewest edits, when they are at most half of its letters. */
  public static Optional<String> to(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(k -> Math.abs(k.length() - wanted.length()) <= limit(k))
        .map(k -> new Candidate(k, edits(wanted, k.toLowerCase(Locale.ROOT))))
        .filter(c -> c.edits <= limit(c.word))
        .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  /** {@code " Did you mean FRA?"} or nothing. */
  public static String question(String given, Collection<String> known) {
    return to(given, known).map(" Did you mean %s?"::formatted).orElse("");
  }

  private record Candidate(String word, int edits) {}

  private static int limit(String known) {
    return Math.max(1, known.length() / 2);
  }

  /** Levenshtein distance in one row. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int up = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
        diagonal = up;
      }
    }
    return row[b.length()];
  }
}
