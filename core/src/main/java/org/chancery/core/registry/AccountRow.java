package org.chancery.core.registry;

import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code accounts.csv}: from {@code from} until before {@code to} the account spoke for
 * the actor. An office account that changes hands, or a handle that is renamed, has several rows.
 *
 * @param from inclusive; null = always before
 * @param to exclusive; null = until now
 */
public record AccountRow(
    String actor,
    Network network,
    String handle,
    @Nullable String nativeId,
    @Nullable Instant from,
    @Nullable Instant to,
    String source,
    @Nullable String checked) {
  public AccountRow {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("%s: from must be before to".formatted(handle));
    }
  }

  public boolean holdsAt(Instant at) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }

  /** All the ways in which an event may name the account: by native id where known, by handle. */
  public List<AccountRef> refs() {
    AccountRef byHandle = AccountRef.byHandle(network, handle);
    return nativeId == null
        ? List.of(byHandle)
        : List.of(AccountRef.byId(network, nativeId), byHandle);
  }

  /** The account as events name it. */
  public AccountRef ref() {
    return new AccountRef(network, nativeId, handle);
  }
}
