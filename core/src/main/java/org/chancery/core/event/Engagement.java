package org.chancery.core.event;

import org.jspecify.annotations.Nullable;

/**
 * Interactions of the public with a post, as a network tells them; null where it does not. Values
 * are never negative.
 */
public record Engagement(
    @Nullable Long likes,
    @Nullable Long reposts,
    @Nullable Long replies,
    @Nullable Long quotes,
    @Nullable Long views) {
  public static final Engagement UNKNOWN = new Engagement(null, null, null, null, null);

  public Engagement {
    check("likes", likes);
    check("reposts", reposts);
    check("replies", replies);
    check("quotes", quotes);
    check("views", views);
  }

  /** Whether anything at all is told. */
  public boolean known() {
    return likes != null || reposts != null || replies != null || quotes != null || views != null;
  }

  private static void check(String name, @Nullable Long value) {
    if (value != null && value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }
  }
}
