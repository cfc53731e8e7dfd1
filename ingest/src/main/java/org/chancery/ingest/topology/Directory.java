package org.chancery.ingest.topology;

import org.chancery.core.registry.Registry;
import org.chancery.ingest.identity.IdentityIndex;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.store.RegistryIds;
import org.jspecify.annotations.Nullable;

/**
 * A registry with its keys in the store and the native ids to listen for. Immutable, safe to share;
 * replaced as a whole when the registry changes.
 */
public final class Directory {
  private final Registry registry;
  private final RegistryIds ids;
  private final ListedAccounts listed;
  private @Nullable IdentityIndex identities;

  public Directory(Registry registry, RegistryIds ids) {
    this.registry = registry;
    this.ids = ids;
    this.listed = ListedAccounts.of(registry);
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

  /** Whom to listen for. */
  public ListedAccounts listed() {
    return listed;
  }
}
