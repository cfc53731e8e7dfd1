package org.chancery.ingest.registry.merge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person decided about a proposal. */
public enum Decision {
  /** The candidate is the actor in the column {@code actor}. */
  SAME,
  /** The candidate is listed as an actor of its own, under the id in {@code new_id}. */
  NEW,
  /** Nothing is taken over. */
  SKIP;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Decision> find(String slug) {
    return Arrays.stream(values()).filter(d -> d.slug().equals(slug)).findFirst();
  }
}
