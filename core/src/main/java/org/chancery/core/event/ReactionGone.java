package org.chancery.core.event;

import java.time.Instant;

/** A like or repost that was taken back. It may come before the reaction. */
public record ReactionGone(Network network, String id, AccountRef author, Instant seen)
    implements Event {
  @Override
  public String eventId() {
    return network.slug() + "|reaction-gone|" + id;
  }

  @Override
  public String orderKey() {
    return author.key();
  }
}
