package org.chancery.simulator.mastodon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public status as it stands. Immutable.
 *
 * @param user who posted it
 * @param edited when it was last changed, null for never
 * @param boosts id of the status that it repeats, null for a status of its own
 * @param repliesTo id of the status that it answers, null for none
 */
public record Status(
    long id,
    String user,
    String text,
    Instant created,
    @Nullable Instant edited,
    @Nullable Long boosts,
    @Nullable Long repliesTo) {
  Status edited(String newText, Instant at) {
    return new Status(id, user, newText, created, at, boosts, repliesTo);
  }
}
