package org.chancery.core.measure;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.chancery.core.event.Engagement;
import org.jspecify.annotations.Nullable;

/** {@code engagement} of a post and what is made of it. Thread-safe. */
public final class Interactions {
  private Interactions() {}

  /**
   * Likes + reposts + quotes + replies. A part that the network does not tell counts nothing; empty
   * when it tells none of them. Views are no interactions.
   */
  public static OptionalLong of(Engagement told) {
    return Stream.of(told.likes(), told.reposts(), told.quotes(), told.replies())
        .filter(part -> part != null)
        .mapToLong(part -> part)
        .reduce(Interactions::added);
  }

  /** A network that tells absurd numbers must not stop a stream. */
  private static long added(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * {@code interaction-rate} of one post: interactions for each 1 000 followers at the time of
   * posting. Empty when the followers are not known or none.
   */
  public static OptionalDouble rate(long interactions, @Nullable Long followers) {
    return followers == null || followers <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1000.0 * interactions / followers);
  }
}
