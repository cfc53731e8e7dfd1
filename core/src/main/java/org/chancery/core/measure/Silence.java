package org.chancery.core.measure;

import java.time.Duration;
import java.time.Instant;
import org.chancery.core.time.Window;
import org.jspecify.annotations.Nullable;

/** {@code dormant} and {@code silent}. Reposts are no posts here. Thread-safe. */
public final class Silence {
  /** Default of {@code dormant}: printed with each answer. */
  public static final Duration DORMANT_AFTER = Duration.ofDays(180);

  /** How long before the window an account must have spoken for its silence to mean something. */
  public static final Duration SPOKE_WITHIN = Duration.ofDays(90);

  private Silence() {}

  /**
   * Whether no post lies in {@code [at - after, at)}.
   *
   * @param lastPost before {@code at}; null when there never was one
   */
  public static boolean dormant(@Nullable Instant lastPost, Instant at, Duration after) {
    return lastPost == null || lastPost.isBefore(at.minus(after));
  }

  /**
   * Whether the account did not post in the window, though it did in the 90 days before.
   *
   * @param lastPost newest before the window's end; null when there never was one
   */
  public static boolean silent(@Nullable Instant lastPost, Window window) {
    return lastPost != null
        && lastPost.isBefore(window.from())
        && !lastPost.isBefore(window.from().minus(SPOKE_WITHIN));
  }
}
