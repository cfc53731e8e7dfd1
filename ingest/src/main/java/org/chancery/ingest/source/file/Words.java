package org.chancery.ingest.source.file;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Wording of messages. */
final class Words {
  private Words() {}

  /** What kind of JSON value it is, with its article. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case STRING -> "a string";
      case NULL -> "null";
      case OBJECT, POJO -> "an object";
      case BINARY, MISSING -> "nothing";
    };
  }

  /** The first keys of an object. */
  static String keys(JsonNode object) {
    return object.propertyNames().stream()
        .limit(6)
        .map(key -> Texts.excerpt(key, 30))
        .collect(Collectors.joining(", ", "keys ", ""));
  }

  /** {@code "; did you mean id?"}, or nothing when no name is near. */
  static String didYouMean(String given, Collection<String> known) {
    return nearest(given, known).map(n -> "; did you mean " + n + "?").orElse("");
  }

  /** The name at the smallest edit distance, at most a third of its length or two. */
  static Optional<String> nearest(String given, Collection<String> known) {
    String wanted = Texts.cut(given, 80).toLowerCase(Locale.ROOT);
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      String other = name.toLowerCase(Locale.ROOT);
      String last = other.substring(other.lastIndexOf('.') + 1);
      int distance = distance(wanted, other);
      if (last.equals(wanted) || other.startsWith(wanted) && wanted.length() > 2) {
        distance = Math.min(distance, 1);
      }
      if (distance < least && distance <= Math.max(2, other.length() / 3)) {
        best = name;
        least = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein distance, two rows. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[b.length()];
  }
}
