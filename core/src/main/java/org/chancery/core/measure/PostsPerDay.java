package org.chancery.core.measure;

import java.time.Duration;
import org.chancery.core.time.Window;

/** {@code posts-per-day}: posts by the days of the window, parts of a day counted. Thread-safe. */
public final class PostsPerDay {
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  private PostsPerDay() {}

  /**
   * @param posts in the window, from 0
   * @param heard share of the time heard, 0..1, see {@link Intervals#count}
   */
  public static Estimate of(long posts, Window window, double heard) {
    return Intervals.count(posts, heard).times(DAY_MILLIS / window.length().toMillis());
  }
}
