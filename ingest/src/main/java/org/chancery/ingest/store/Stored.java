package org.chancery.ingest.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's columns hold of a value. Hostile input reaches this far: a value that no column
 * takes would stop its whole batch, again and again.
 */
final class Stored {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** More than all people could do to a post; sums of nine million such still fit a bigint. */
  static final long MOST = 1_000_000_000_000L;

  private Stored() {}

  /**
   * Cut to microseconds, as PostgreSQL keeps them: it would round up, perhaps into a month that has
   * no partition yet.
   */
  static Instant time(Instant at) {
    Instant within = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
    return within.truncatedTo(ChronoUnit.MICROS);
  }

  static @Nullable Instant timeOrNull(@Nullable Instant at) {
    return at == null ? null : time(at);
  }

  static @Nullable Long count(@Nullable Long value) {
    return value == null ? null : Math.min(MOST, Math.max(0, value));
  }

  /** A small number for a smallint. */
  static int small(int value) {
    return Math.min(Short.MAX_VALUE, value);
  }
}
