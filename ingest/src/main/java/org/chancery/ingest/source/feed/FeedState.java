package org.chancery.ingest.source.feed;

import java.time.Duration;
import java.time.Instant;
import org.chancery.ingest.source.feed.websub.PushHub;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a feed between two readings. Immutable.
 *
 * @param feed address as the registry or the settings name it
 * @param address where it is asked
 * @param due when it is asked again; null when it is gone for good
 * @param pause time between two readings
 * @param failures failures in a row
 * @param answered when it last gave an answer that could be read
 * @param hub that it names; null where it names none
 */
record FeedState(
    String feed,
    String address,
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable String title,
    @Nullable Instant due,
    Duration pause,
    int failures,
    @Nullable Instant asked,
    @Nullable Instant answered,
    Condition condition,
    @Nullable String lastError,
    @Nullable PushHub hub,
    Known known) {

  /** How a feed does. Names are stored in lower case. */
  enum Condition {
    NEW,
    LIVE,
    FAILING,
    MOVED,
    GONE
  }

  static FeedState fresh(String feed, Instant due) {
    return new FeedState(
        feed,
        feed,
        null,
        null,
        null,
        due,
        FeedPace.FIRST,
        0,
        null,
        null,
        Condition.NEW,
        null,
        null,
        Known.NOTHING);
  }

  /** The same, asked at another time. */
  FeedState dueAt(Instant other) {
    return again(other, failures, asked, condition, lastError);
  }

  /** It was not read. Where it moved to, it is asked at home again: perhaps it never moved. */
  FeedState failed(Instant now, Instant next, String why) {
    return atHome().again(next, failures + 1, now, Condition.FAILING, why);
  }

  private FeedState atHome() {
    return address.equals(feed)
        ? this
        : new FeedState(
            feed, feed, null, null, title, due, pause, failures, asked, answered, condition,
            lastError, hub, known);
  }

  /** Never asked again. */
  FeedState gone(Instant now, String why) {
    return again(null, failures, now, Condition.GONE, why);
  }

  private FeedState again(
      @Nullable Instant next,
      int fails,
      @Nullable Instant at,
      Condition how,
      @Nullable String why) {
    return new FeedState(
        feed,
        address,
        etag,
        lastModified,
        title,
        next,
        pause,
        fails,
        at,
        answered,
        how,
        why,
        hub,
        known);
  }
}
