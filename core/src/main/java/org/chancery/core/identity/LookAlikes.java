package org.chancery.core.identity;

import java.util.Optional;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an account that was seen resembles a listed one. All listed handles and names are
 * indexed once; asking costs microseconds, since every step is a look into a table:
 *
 * <ol>
 *   <li>characters that look alike, or are not seen: skeletons of UTS 39;
 *   <li>hyphens, dots, underscores: the letters and digits alone;
 *   <li>domains: the actor's own one inside or beside another;
 *   <li>added words, codes, digits: the rest is looked up;
 *   <li>one or two letters: {@link EditIndex}, with the {@link Families} of handles left out.
 * </ol>
 *
 * <p>No look-alike is: a listed account, whoever's; a handle in a listed actor's own domain or a
 * government's zone; the same handle on another network; a word of everybody; what is too short.
 * Immutable, thread-safe.
 */
public final class LookAlikes {
  private final Registry registry;
  private final HandleProof proof;
  private final HandleIndex handles;
  private final NameIndex names;

  public LookAlikes(Registry registry) {
    this(registry, new HandleProof(registry));
  }

  public LookAlikes(Registry registry, HandleProof proof) {
    this.registry = registry;
    this.proof = proof;
    this.handles = new HandleIndex(registry, proof);
    this.names = new NameIndex(registry);
  }

  /**
   * The listed actor whom the account resembles most.
   *
   * @param name display name, null when not told
   */
  public Optional<LookAlike> find(AccountRef account, @Nullable String name) {
    if (registry.knows(account) || isProved(account)) {
      return Optional.empty();
    }
    LookAlike byHandle = handles.find(account);
    LookAlike byName = name == null ? null : names.find(name);
    return Optional.ofNullable(HandleIndex.nearer(byHandle, byName));
  }

  /**
   * Whose handle is vouched for by a domain that others cannot have may call itself as it likes.
   */
  private boolean isProved(AccountRef account) {
    return account.network() == Network.BLUESKY
        && account.handle() != null
        && Domain.of(account.handle()).filter(proof::isProved).isPresent();
  }
}
