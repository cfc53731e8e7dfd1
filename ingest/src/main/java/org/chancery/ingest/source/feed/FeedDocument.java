package org.chancery.ingest.source.feed;

import java.time.Instant;
import java.util.List;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.feed.websub.PushHub;
import org.jspecify.annotations.Nullable;

/** What a body turned out to be. */
sealed interface FeedDocument {

  /**
   * A feed.
   *
   * @param kind its format and version: {@code rss_2.0}, {@code atom_1.0}, {@code json_1.1}
   * @param passedOver entries beyond {@link FeedLimits#ENTRIES}
   * @param dated when the feed says that it was published or changed last
   * @param push the hubs that it names
   */
  record Read(
      String kind,
      @Nullable String title,
      @Nullable String link,
      @Nullable String lang,
      List<FeedEntry> entries,
      int passedOver,
      @Nullable Instant dated,
      PushHub.Named push)
      implements FeedDocument {
    public Read {
      entries = List.copyOf(entries);
    }
  }

  /**
   * No feed that can be read.
   *
   * @param detail one line without text of the document
   */
  record Unreadable(RejectReason why, String detail) implements FeedDocument {}
}
