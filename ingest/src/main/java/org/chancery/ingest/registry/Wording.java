package org.chancery.ingest.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Words for messages. */
public final class Wording {
  private static final int MAX_SHOWN = 60;

  private Wording() {}

  /** The cell as it may be printed: short, and nothing that moves a terminal's cursor. */
  public static String shown(String cell) {
    StringBuilder shown = new StringBuilder("\"");
    cell.codePoints()
        .limit(MAX_SHOWN)
        .forEach(
            c -> {
              if (isHostile(c)) {
                shown.append("\\u{%X}".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown
        .append(cell.codePointCount(0, cell.length()) > MAX_SHOWN ? "…\"" : "\"")
        .toString();
  }

  /** One line that may be printed, whole: what moves a terminal's cursor becomes a space. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(c -> isHostile(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
  }

  /** Controls, line separators, bidirectional overrides and halves of surrogate pairs. */
  public static boolean isHostile(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /**
   * A count with its noun: {@code 1 feed}, {@code 2,000 feeds}.
   *
   * @param noun one whose plural ends in s
   */
  public static String many(long n, String noun) {
    return "%,d %s%s".formatted(n, noun, n == 1 ? "" : "s");
  }

  /** {@code Did you mean "x"?}, or nothing when no known word is near. */
  public static String didYouMean(String given, Collection<String> known) {
    return nearest(given, known).map(n -> " Did you mean \"" + n + "\"?").orElse("");
  }

  /**
   * The known word with the fewest changed letters, if that is at most a third of them. A word of
   * one or two letters is near to none but itself in another case.
   */
  public static Optional<String> nearest(String given, Collection<String> known) {
    if (given.isEmpty() || given.length() > 100) {
      return Optional.empty();
    }
    int most = given.length() < 3 ? 0 : Math.max(1, given.length() / 3);
    return known.stream()
        .filter(k -> Math.abs(k.length() - given.length()) <= most)
        .map(k -> new Near(k, distance(given, k)))
        .filter(n -> n.distance <= most)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word);
  }

  private record Near(String word, int distance) {}

  /**
   * Letters to insert, remove or replace, or neighbours to swap; case is free. Damerau (1964), each
   * letter touched once.
   */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int replaced = steps[i - 1][j - 1] + (same(a, i - 1, b, j - 1) ? 0 : 1);
        steps[i][j] = Math.min(replaced, 1 + Math.min(steps[i][j - 1], steps[i - 1][j]));
        if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[a.length()][b.length()];
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
  }
}
