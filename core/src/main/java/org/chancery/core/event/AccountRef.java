package org.chancery.core.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account as a network or file names it: by its native id (a DID, a number), by its handle
 * without {@code @} (on Mastodon {@code @user@host}), or both. At least one is given.
 *
 * @param id native id, stable when a handle is renamed
 * @param handle as written by the source; compared case-folded
 */
public record AccountRef(Network network, @Nullable String id, @Nullable String handle) {
  public AccountRef {
    if (id == null && handle == null) {
      throw new IllegalArgumentException("an account needs an id or a handle");
    }
  }

  public static AccountRef byId(Network network, String id) {
    return new AccountRef(network, id, null);
  }

  public static AccountRef byHandle(Network network, String handle) {
    return new AccountRef(network, null, handle);
  }

  /** Handle folded for comparison; null when only the id is known. */
  public @Nullable String foldedHandle() {
    return handle == null ? null : fold(handle);
  }

  /** Handles are ASCII or already normalised by their network; case never distinguishes two. */
  public static String fold(String handle) {
    return handle.toLowerCase(Locale.ROOT);
  }

  /** The id where it is known, else {@code @} and the folded handle: one string for hashing. */
  public String key() {
    return id != null ? id : "@" + fold(handle == null ? "" : handle);
  }
}
