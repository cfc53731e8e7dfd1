package org.chancery.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One account no longer follows another. Named by the follow record's id, by the pair, or both. */
public record TieGone(
    Network network, @Nullable String id, AccountRef from, @Nullable AccountRef to, Instant seen)
    implements Event {
  public TieGone {
    if (id == null && to == null) {
      throw new IllegalArgumentException("a tie that is gone needs an id or whom it led to");
    }
  }

  @Override
  public String eventId() {
    String which = id != null ? id : from.key() + "|" + (to == null ? "" : to.key());
    return network.slug() + "|tie-gone|" + which + "|" + seen.toEpochMilli();
  }

  @Override
  public String orderKey() {
    return from.key();
  }
}
