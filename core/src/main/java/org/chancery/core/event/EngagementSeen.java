package org.chancery.core.event;

import java.time.Instant;

/** Totals of a post's engagement, read at a moment. */
public record EngagementSeen(Network network, String id, Instant seen, Engagement engagement)
    implements Event {
  @Override
  public String eventId() {
    return network.slug() + "|engagement|" + id + "|" + seen.toEpochMilli();
  }

  @Override
  public String orderKey() {
    return id;
  }
}
