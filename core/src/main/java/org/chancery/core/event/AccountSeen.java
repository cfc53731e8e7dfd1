package org.chancery.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an account said of itself at a moment: handle, name, followers. */
public record AccountSeen(
    AccountRef account, @Nullable String name, @Nullable Long followers, Instant seen)
    implements Event {
  @Override
  public Network network() {
    return account.network();
  }

  @Override
  public String eventId() {
    return network().slug() + "|account|" + account.key() + "|" + seen.toEpochMilli();
  }

  @Override
  public String orderKey() {
    return account.key();
  }
}
