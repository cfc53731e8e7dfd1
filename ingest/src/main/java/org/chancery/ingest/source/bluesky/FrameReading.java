package org.chancery.ingest.source.bluesky;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Event;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;

/**
 * Turns raw frames into events about listed accounts and counts what became of each frame. Used by
 * one thread.
 */
public final class FrameReading {
  private final WatchList watched;
  private final WatchedIds scan;
  private final boolean scanFirst;
  private final JetstreamFrame.Cursor cursor = new JetstreamFrame.Cursor();
  private List<Event> events = new ArrayList<>();
  private Map<String, Long> rejects = new TreeMap<>();
  private long records;
  private long accepted;
  private long foreign;

  /**
   * @param scanFirst whether frames are scanned for watched ids before parsing; without it every
   *     frame is parsed, with the same result
   */
  public FrameReading(WatchList watched, boolean scanFirst) {
    this.watched = watched;
    this.scan = new WatchedIds(watched);
    this.scanFirst = scanFirst;
  }

  /** Takes one frame in. */
  public void read(String frame) {
    records++;
    cursor.timeUs = Math.max(cursor.timeUs, FrameTime.of(frame));
    if (frame.length() > JetstreamConnection.LONGEST_FRAME) {
      rejects.merge(RejectReason.TOO_LARGE.name(), 1L, Long::sum);
      return;
    }
    if (scanFirst && !scan.mayConcern(frame)) {
      foreign++;
      return;
    }
    switch (JetstreamFrame.parse(frame, cursor)) {
      case Parsed.Ok(Event event) -> take(event);
      case Parsed.Rejected(var why, String detail) -> rejects.merge(why.name(), 1L, Long::sum);
      case Parsed.Foreign nothing -> foreign++;
    }
  }

  private void take(Event event) {
    if (concerns(event, watched.ids())) {
      accepted++;
      events.add(event);
    } else {
      foreign++;
    }
  }

  /** Whether the event is by or about anybody listed, or a deletion, which names nobody else. */
  private static boolean concerns(Event event, Set<String> ids) {
    return switch (event) {
      case PostDeleted gone -> true;
      case ReactionGone gone -> true;
      case PostEdited edit -> concerns(edit.now(), ids);
      case PostSeen post ->
          listed(post.author(), ids)
              || listed(post.replyTo(), ids)
              || listed(post.quoteOf(), ids)
              || listed(post.repostOf(), ids)
              || mentions(post, ids);
      case ReactionSeen reaction ->
          listed(reaction.author(), ids) || listed(reaction.subject(), ids);
      default -> ids.contains(event.orderKey());
    };
  }

  private static boolean mentions(PostSeen post, Set<String> ids) {
    List<AccountRef> mentions = post.entities().mentions();
    return mentions != null && mentions.stream().anyMatch(m -> listed(m, ids));
  }

  private static boolean listed(@Nullable PostRef post, Set<String> ids) {
    return post != null && post.author() != null && listed(post.author(), ids);
  }

  private static boolean listed(AccountRef account, Set<String> ids) {
    return account.id() != null && ids.contains(account.id());
  }

  /** The newest {@code time_us} of all frames, 0 before the first. */
  public long timeUs() {
    return cursor.timeUs;
  }

  /** Goes on behind a cursor. */
  public void startAt(long timeUs) {
    cursor.timeUs = timeUs;
  }

  /** The events since the last call. */
  public List<Event> takeEvents() {
    List<Event> taken = events;
    events = new ArrayList<>();
    return taken;
  }

  /** What became of the frames since the last call: records, accepted, foreign, reject reasons. */
  public Map<String, Long> takeCounts() {
    Map<String, Long> counts = rejects;
    rejects = new TreeMap<>();
    counts.put("records", records);
    counts.put("accepted", accepted);
    counts.put("foreign", foreign);
    records = 0;
    accepted = 0;
    foreign = 0;
    return counts;
  }
}
