package org.chancery.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A post that its author took away. It may come before the post itself. */
public record PostDeleted(Network network, String id, @Nullable AccountRef author, Instant seen)
    implements Event {
  @Override
  public String eventId() {
    return network.slug() + "|delete|" + id;
  }

  @Override
  public String orderKey() {
    return author == null ? id : author.key();
  }
}
