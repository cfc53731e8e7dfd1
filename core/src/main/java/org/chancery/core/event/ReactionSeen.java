package org.chancery.core.event;

import java.time.Instant;

/**
 * A like or a repost by somebody of the public on a post: counted, its author never stored.
 *
 * @param id native id of the reaction itself, by which it can be taken back
 */
public record ReactionSeen(
    Network network,
    String id,
    AccountRef author,
    ReactionKind kind,
    PostRef subject,
    Instant created,
    Instant seen)
    implements Event {
  public ReactionSeen {
    if (subject.id() == null) {
      throw new IllegalArgumentException("a reaction needs the id of its post");
    }
  }

  @Override
  public String eventId() {
    return network.slug() + "|reaction|" + id;
  }

  @Override
  public String orderKey() {
    return author.key();
  }
}
