package org.chancery.ingest.topology;

import java.time.Instant;
import java.util.Map;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostSeen;
import org.jspecify.annotations.Nullable;

/** What flows from the sources into the topology. */
sealed interface Heard {
  /**
   * An event.
   *
   * @param displayOnly whether its source lets it be shown and nothing else
   */
  record Of(Event event, boolean displayOnly) implements Heard {
    Of(Event event) {
      this(event, false);
    }
  }

  /** Totals of a source after a batch. */
  record Progress(
      String source,
      @Nullable Network network,
      boolean live,
      String state,
      @Nullable Instant newest,
      @Nullable String lastError,
      Map<String, Long> counts)
      implements Heard {}

  /**
   * Up to where a source is taken in, for one lane: it follows all events of the lane before it.
   *
   * @param bucket one that the lane handles
   * @param step batches since the source was opened
   */
  record Place(
      String source,
      int lane,
      int bucket,
      long step,
      @Nullable String cursor,
      Map<String, Long> counts,
      @Nullable Instant newest)
      implements Heard {}

  /** What a bucket remembers is not in the store: what comes next is new again. */
  record Forget(int bucket) implements Heard {}

  /** A span that a source did not hear. */
  record Hole(String source, Instant from, Instant to, String why) implements Heard {}

  /** Event time in milliseconds, by which windows are cut. */
  default long eventMillis() {
    return switch (this) {
      case Of(PostSeen post, boolean only) ->
          EventTime.decide(post.created(), post.seen()).at().toEpochMilli();
      case Of(Event event, boolean only) -> event.seen().toEpochMilli();
      case Progress p -> Long.MIN_VALUE;
      case Place p -> Long.MIN_VALUE;
      case Forget f -> Long.MIN_VALUE;
      case Hole h -> h.to().toEpochMilli();
    };
  }

  /** Decides which subtask handles it: everything of one author goes the same way. */
  default int bucket() {
    if (this instanceof Place place) {
      return place.bucket();
    }
    if (this instanceof Forget forget) {
      return forget.bucket();
    }
    String key =
        switch (this) {
          case Of(Event event, boolean only) -> event.orderKey();
          case Progress p -> p.source();
          case Hole h -> h.source();
          case Place p -> p.source();
          case Forget f -> "";
        };
    return Math.floorMod(key.hashCode() * 0x9E3779B9 >>> 16, BUCKETS);
  }

  int BUCKETS = 128;
}
