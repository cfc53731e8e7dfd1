package org.chancery.ingest.topology;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.identity.IdentityIndex;
import org.chancery.ingest.store.RegistryIds;
import org.jspecify.annotations.Nullable;

/**
 * A registry with its keys in the store and the native ids to listen for. Immutable, safe to share;
 * replaced as a whole when the registry changes.
 */
public final class Directory {
  private final Registry registry;
  private final RegistryIds ids;
  private final Map<Network, Set<String>> watched = new EnumMap<>(Network.class);
  private @Nullable IdentityIndex identities;

  public Directory(Registry registry, RegistryIds ids) {
    this.registry = registry;
    this.ids = ids;
    for (AccountRow row : registry.accounts()) {
      if (row.nativeId() != null) {
        watched.computeIfAbsent(row.network(), n -> new HashSet<>()).add(row.nativeId());
      }
    }
  }

  public Registry registry() {
    return registry;
  }

  public RegistryIds ids() {
    return ids;
  }

  /** What accounts are compared with: made for whoever asks first, who takes a second. */
  public synchronized IdentityIndex identities() {
    if (identities == null) {
      identities = new IdentityIndex(registry);
    }
    return identities;
  }

  /** Native ids of all listed accounts of a network, whenever they spoke for anybody. */
  public Set<String> watchedIds(Network network) {
    return watched.getOrDefault(network, Set.of());
  }
}
