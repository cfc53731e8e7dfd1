package org.chancery.ingest.source.file;

import java.time.Instant;
import java.time.InstantSource;
import org.chancery.core.event.AccountRef;
import org.jspecify.annotations.Nullable;

/**
 * What the importer says beside the file.
 *
 * @param now against which times in the future are told
 * @param seen when the file was collected, where the file does not say it itself; null: a post
 *     counts as seen when it was created
 * @param account whose posts they are, for files that do not name an author (an archive's tweet.js)
 */
public record ReadOptions(InstantSource now, @Nullable Instant seen, @Nullable AccountRef account) {
  public static ReadOptions at(InstantSource now) {
    return new ReadOptions(now, null, null);
  }

  public ReadOptions withSeen(Instant collected) {
    return new ReadOptions(now, collected, account);
  }

  public ReadOptions withAccount(AccountRef author) {
    return new ReadOptions(now, seen, author);
  }
}
