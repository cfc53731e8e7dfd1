package org.chancery.core.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person holds an office from {@code from} (inclusive) until before {@code to}. A beginning that
 * no source tells does not make old posts the office's: the tenure counts from the day of its
 * source, and never where that is not before {@code to}, or not told.
 *
 * @param from inclusive; null = not known, counts from {@code checked}
 * @param to exclusive; null = still
 * @param checked the day of the source, as {@link SourceDay} reads it
 */
public record Tenure(
    String person,
    String office,
    @Nullable Instant from,
    @Nullable Instant to,
    String source,
    @Nullable String checked) {
  public boolean holdsAt(Instant at) {
    Instant since = since();
    return since != null && !at.isBefore(since) && (to == null || at.isBefore(to));
  }

  /** From when on it counts, inclusive: its beginning, else the day of its source; null = never. */
  public @Nullable Instant since() {
    return from == null ? SourceDay.of(checked) : from;
  }
}
