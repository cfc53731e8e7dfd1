package org.chancery.server.api.query;

import org.jspecify.annotations.Nullable;

/** One side of a conversation: an actor or a country, exactly one of them. Immutable. */
public record Party(@Nullable String actorId, @Nullable String countryCode) {
  static Party actor(String id) {
    return new Party(id, null);
  }

  static Party country(String code) {
    return new Party(null, code);
  }
}
