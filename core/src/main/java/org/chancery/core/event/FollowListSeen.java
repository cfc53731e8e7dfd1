package org.chancery.core.event;

import java.time.Instant;
import java.util.List;

/**
 * All accounts that one follows at a moment.
 *
 * @param complete whether the list is whole, so that who is missing is not followed
 */
public record FollowListSeen(
    Network network, AccountRef from, List<AccountRef> to, boolean complete, Instant seen)
    implements Event {
  public FollowListSeen {
    to = List.copyOf(to);
  }

  @Override
  public String eventId() {
    return network.slug() + "|ties|" + from.key() + "|" + seen.toEpochMilli();
  }

  @Override
  public String orderKey() {
    return from.key();
  }
}
