package org.chancery.ingest.source.feed;

import java.io.IOException;
import java.sql.SQLException;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.jspecify.annotations.Nullable;

/**
 * All feeds of one hub. The cursor is the number of visits taken in; what is remembered of each
 * feed is written when the engine tells that the posts of those visits are stored, so that a feed
 * is never ahead of its posts.
 */
public record FeedTap(String source, FeedSource.Ref feeds) implements Tap {
  @Override
  public Network network() {
    return Network.FEED;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) throws IOException {
    try {
      return new FeedTapReader(feeds.get(), cursor == null ? 0 : Long.parseLong(cursor));
    } catch (SQLException e) {
      throw new IOException("what is remembered of the feeds cannot be read", e);
    }
  }
}
