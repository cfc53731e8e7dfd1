package org.chancery.core.event;

import java.time.Instant;

/** An account that was closed, suspended or opened again. */
public record AccountStateChanged(AccountRef account, State state, Instant seen) implements Event {
  /** In the words of the AT protocol; other networks map to these. */
  public enum State {
    ACTIVE,
    DEACTIVATED,
    SUSPENDED,
    TAKEN_DOWN,
    DELETED
  }

  @Override
  public Network network() {
    return account.network();
  }

  @Override
  public String eventId() {
    return network().slug() + "|state|" + account.key() + "|" + seen.toEpochMilli() + "|" + state;
  }

  @Override
  public String orderKey() {
    return account.key();
  }
}
