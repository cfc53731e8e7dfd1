package org.chancery.core.time;

import java.time.Duration;
import java.time.Instant;

/** A half-open span of event time in UTC: {@code [from, to)}. Immutable. */
public record Window(Instant from, Instant to) {
  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "window must not be empty, was [%s, %s)".formatted(from, to));
    }
  }

  /** Whether {@code at} lies in {@code [from, to)}. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** The length, always positive. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** The window of the same length that ends where this one begins. */
  public Window previous() {
    return new Window(from.minus(length()), from);
  }
}
