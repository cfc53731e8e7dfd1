package org.chancery.ingest.identity;

import org.chancery.core.identity.HandleProof;
import org.chancery.core.identity.LookAlikes;
import org.chancery.core.registry.Registry;

/**
 * All tables by which {@link IdentityWatch} compares an account with the listed ones. Making it
 * takes about a second for the shipped registry: it is made once and shared. Immutable,
 * thread-safe.
 */
public final class IdentityIndex {
  final Registry registry;
  final HandleProof proof;
  final LookAlikes lookAlikes;
  final ListedHandles listed;

  public IdentityIndex(Registry registry) {
    this.registry = registry;
    this.proof = new HandleProof(registry);
    this.lookAlikes = new LookAlikes(registry, proof);
    this.listed = new ListedHandles(registry);
  }
}
