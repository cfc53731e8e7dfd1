package org.chancery.ingest.source.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.PostSeen;
import org.jspecify.annotations.Nullable;

/** How channels of a network are read. Pure; thread-safe. */
public interface ChannelReading {
  /**
   * Where a page of the channel lies.
   *
   * @param older what the page before told of older posts, null for the newest
   */
  String address(String name, @Nullable String older);

  /** Whether robots.txt decides: yes for pages, and feeds. */
  default boolean robots() {
    return true;
  }

  /**
   * Reads a page.
   *
   * @param contentType as the server says, empty when it does not
   */
  Page read(String name, byte[] body, String contentType, Instant now);

  /**
   * What a page holds.
   *
   * @param posts in any order
   * @param profile what it tells of the channel itself
   * @param older where older posts are to be asked for, null where there are none
   * @param counts pieces that are no posts, by cause
   * @param problem why it is no page of a channel, in words; null when it is one
   */
  record Page(
      List<PostSeen> posts,
      @Nullable AccountSeen profile,
      @Nullable String older,
      Map<String, Long> counts,
      @Nullable String problem) {
    public Page {
      posts = List.copyOf(posts);
      counts = Map.copyOf(counts);
    }

    static Page none(String cause, String problem) {
      return new Page(List.of(), null, null, Map.of(cause, 1L), problem);
    }
  }
}
