package org.chancery.core.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person holds an office from {@code from} (inclusive, null = unknown beginning) until before
 * {@code to} (null = still).
 */
public record Tenure(
    String person,
    String office,
    @Nullable Instant from,
    @Nullable Instant to,
    String source,
    @Nullable String checked) {
  public boolean holdsAt(Instant at) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }
}
