package org.chancery.simulator.world;

import java.util.Locale;

/** Awkward things that a network does. Each is in the ledger, under {@code faults}. */
public enum Oddity {
  /** {@code createdAt} lies hours or days after the event. */
  CREATED_IN_FUTURE,
  /** {@code createdAt} lies years before the event. */
  CREATED_LONG_AGO,
  /** The record has no {@code langs}. */
  NO_LANGS,
  /** The same commit once more, with a new {@code time_us}. */
  DUPLICATE,
  /**
   * The event comes 5 to 25 s after its {@code createdAt}, so that later posts were seen before it.
   */
  LATE,
  /** The delete of this record is sent before its create; in the end the record is gone. */
  DELETE_FIRST,
  /** No JSON: a line cut in the middle. Only in the live part, only when asked for. */
  MALFORMED;

  /** As the ledger spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
