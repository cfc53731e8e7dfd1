package org.chancery.ingest.source.file;

import org.chancery.core.event.Event;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;

/** Keeps the first thing that is wrong with a record. */
final class Complaints {
  private Parsed.@Nullable Rejected first;

  void add(RejectReason why, String detail) {
    if (first == null) {
      first = new Parsed.Rejected(why, detail);
    }
  }

  Parsed.@Nullable Rejected first() {
    return first;
  }

  /** The event, unless something was wrong. */
  Parsed or(Event event) {
    return first != null ? first : new Parsed.Ok(event);
  }
}
