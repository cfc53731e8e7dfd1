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

  /** {@code Did you mean "x"?}, or nothing when no known word is near. */
  public static String didYouMean(String given, Collection<String> known) {
    return nearest(given, known).map(n -> " Did you mean \"" + n + "\"?").orElse("");
  }

  /** The known word with the fewest changed letters, if that is at most a third of them. */
  public static Optional<String> nearest(String given, Collection<String> known) {
    if (given.isEmpty() || given.length() > 100) {
      return Optional.empty();
    }
    int most = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(k -> Math.abs(k.length() - given.length()) <= most)
        .map(k -> new Near(k, distance(given, k)))
        .filter(n -> n.distance <= most)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word);
  }

  private record Near(String word, int distance) {}

  /** Letters to insert, remove or replace; case is free. Levenshtein (1965). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
