package org.chancery.ingest.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Which handles belong to which native ids, at any time. A DID that stands in a row's place of the
 * handle, because only it was known, is none. Immutable, thread-safe.
 */
final class ListedHandles {
  private final Map<String, AccountRow> rowsById = new HashMap<>();
  private final Map<String, Set<String>> handlesById = new HashMap<>();
  private final Map<String, AccountRow> rowsByHandle = new HashMap<>();

  ListedHandles(Registry registry) {
    Set<String> withoutId = new HashSet<>();
    for (AccountRow row : registry.accounts()) {
      String handle = row.network() + "@" + AccountRef.fold(row.handle());
      if (row.nativeId() == null) {
        withoutId.add(handle);
      } else {
        String id = row.network() + "#" + row.nativeId();
        rowsById.merge(id, row, (a, b) -> b.to() == null ? b : a);
        if (!isDid(row.handle())) {
          handlesById.computeIfAbsent(id, k -> new HashSet<>()).add(AccountRef.fold(row.handle()));
          rowsByHandle.merge(handle, row, (a, b) -> b.to() == null ? b : a);
        }
      }
    }
    rowsByHandle.keySet().removeAll(withoutId);
  }

  private static boolean isDid(String handle) {
    return handle.startsWith("did:");
  }

  /** The row of a listed native id. */
  @Nullable AccountRow byId(AccountRef account) {
    return rowsById.get(account.network() + "#" + account.id());
  }

  /** The row of a listed handle all of whose rows tell a native id. */
  @Nullable AccountRow byHandle(AccountRef account) {
    return rowsByHandle.get(account.network() + "@" + account.foldedHandle());
  }

  /** Whether it is one of the account's; where no row tells a handle, none contradicts. */
  boolean isHandleOf(AccountRow row, AccountRef account) {
    Set<String> handles = handlesById.get(row.network() + "#" + row.nativeId());
    return handles == null
        || handles.contains(Objects.requireNonNullElse(account.foldedHandle(), ""));
  }
}
