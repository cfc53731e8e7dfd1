package org.chancery.ingest.source.feed;

import java.time.Duration;
import java.time.Instant;
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
        Known.NOTHING);
  }

  /** Its server says that it is no more. */
  FeedState gone(Instant now) {
    return new FeedState(
        feed,
        address,
        etag,
        lastModified,
        title,
        null,
        pause,
        failures,
        now,
        answered,
        Condition.GONE,
        "the server says that it is gone for good (410)",
        known);
  }

  /** Its turn comes at another time. */
  FeedState at(Instant next) {
    return new FeedState(
        feed,
        address,
        etag,
        lastModified,
        title,
        next,
        pause,
        failures,
        asked,
        answered,
        condition,
        lastError,
        known);
  }

  /** It was not read. Where it moved to, it is asked at home again: perhaps it never moved. */
  FeedState failed(Instant now, Instant next, String why) {
    boolean isAtHome = address.equals(feed);
    return new FeedState(
        feed,
        feed,
        isAtHome ? etag : null,
        isAtHome ? lastModified : null,
        title,
        next,
        pause,
        failures + 1,
        now,
        answered,
        Condition.FAILING,
        why,
        known);
  }
}
