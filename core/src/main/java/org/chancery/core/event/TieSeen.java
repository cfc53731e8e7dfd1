package org.chancery.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One account follows another.
 *
 * @param id native id of the follow record, by which it can be taken back; null where there is none
 */
public record TieSeen(
    Network network, @Nullable String id, AccountRef from, AccountRef to, Instant seen)
    implements Event {
  @Override
  public String eventId() {
    return network.slug() + "|tie|" + from.key() + "|" + to.key() + "|" + seen.toEpochMilli();
  }

  @Override
  public String orderKey() {
    return from.key();
  }
}
