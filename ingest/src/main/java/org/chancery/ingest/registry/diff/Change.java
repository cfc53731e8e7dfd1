package org.chancery.ingest.registry.diff;

import java.util.List;
import java.util.Locale;

/**
 * One fact that differs.
 *
 * @param what of the registry: country, actor, account or tenure
 * @param key that names it: an id, {@code fr-mfa x francediplo}, {@code person office}
 * @param column that changed; empty for a whole row added or removed
 * @param before empty where there was nothing
 * @param after empty where there is nothing
 */
public record Change(
    Kind kind, String what, String key, String column, String before, String after) {
  /** How it differs. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED;

    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final List<String> COLUMNS =
      List.of("change", "what", "key", "column", "before", "after");

  public List<String> cells() {
    return List.of(kind.slug(), what, key, column, before, after);
  }

  /** In words: {@code changed actor fr-mfa: name_en was "A", is "B"}. */
  @Override
  public String toString() {
    return switch (kind) {
      case ADDED -> "added %s %s: %s".formatted(what, key, after);
      case REMOVED -> "removed %s %s: %s".formatted(what, key, before);
      case CHANGED ->
          "changed %s %s: %s was %s, is %s".formatted(what, key, column, told(before), told(after));
    };
  }

  private static String told(String value) {
    return value.isEmpty() ? "empty" : "\"" + value + "\"";
  }
}
