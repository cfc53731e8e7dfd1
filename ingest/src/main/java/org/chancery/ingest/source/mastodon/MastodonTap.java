package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.sql.SQLException;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.jspecify.annotations.Nullable;

/**
 * All listed accounts of Mastodon, each at its own server. The cursor is the number of visits taken
 * in; how far each account was read is written when the engine tells that the posts of those visits
 * are stored, so that an account is never ahead of its posts.
 */
public record MastodonTap(String source, MastodonSource.Ref mastodon) implements Tap {
  @Override
  public Network network() {
    return Network.MASTODON;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) throws IOException {
    try {
      return new MastodonReader(mastodon.get(), cursor == null ? 0 : Long.parseLong(cursor));
    } catch (SQLException e) {
      throw new IOException("what is remembered of Mastodon cannot be read", e);
    }
  }
}
