package org.chancery.core.event;

/**
 * A post whose author changed it: {@code now} is the post as it stands after the change, observed
 * at {@code now.seen()}.
 */
public record PostEdited(PostSeen now) implements Event {
  @Override
  public Network network() {
    return now.network();
  }

  @Override
  public java.time.Instant seen() {
    return now.seen();
  }

  @Override
  public String eventId() {
    return network().slug() + "|edit|" + now.id() + "|" + seen().toEpochMilli();
  }

  @Override
  public String orderKey() {
    return now.orderKey();
  }
}
