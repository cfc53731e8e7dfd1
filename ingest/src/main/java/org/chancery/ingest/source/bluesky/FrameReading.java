package org.chancery.ingest.source.bluesky;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns raw frames into events about listed accounts and counts what became of each frame. What
 * anybody else calls himself may be let through as well, to be compared with listed accounts; it
 * counts as foreign. Used by one thread.
 */
public final class FrameReading {
  /** A frame of Jetstream is a post with its facets; longer ones are counted as too large. */
  static final int LONGEST_TEXT = 1 << 20;

  /** A commit of the raw stream may hold 2 MB of blocks by its lexicon. */
  static final int LONGEST_BINARY = 5 << 20;

  private final WatchList watched;
  private final WatchedIds scan;
  private final boolean scanFirst;
  private final boolean everybodysNames;
  private final JetstreamFrame.Cursor cursor = new JetstreamFrame.Cursor();
  private List<Event> events = new ArrayList<>();
  private Map<String, Long> rejects = new TreeMap<>();
  private long records;
  private long accepted;
  private long foreign;
  private long repeated;
  private long heardBefore;
  private long latest = Long.MAX_VALUE;
  private long newestUs;
  private long newestSeq;
  private long moment;
  private boolean again;
  private @Nullable String notice;

  /** Reads what is about listed accounts, and nothing else. */
  public FrameReading(WatchList watched, boolean scanFirst) {
    this(watched, scanFirst, false);
  }

  /**
   * @param scanFirst whether frames are scanned for watched ids before parsing; without it every
   *     frame is parsed, with the same result
   * @param everybodysNames whether handles and display names of accounts that are not listed pass
   */
  public FrameReading(WatchList watched, boolean scanFirst, boolean everybodysNames) {
    this.watched = watched;
    this.scan = new WatchedIds(watched);
    this.scanFirst = scanFirst;
    this.everybodysNames = everybodysNames;
  }

  /** Takes one frame of Jetstream in. */
  public void read(String frame) {
    if (frame.length() > LONGEST_TEXT) {
      stand(FrameTime.of(frame), FrameTime.seq(frame));
      reject(RejectReason.TOO_LARGE);
      return;
    }
    long time = FrameTime.of(frame);
    if (time == 0) {
      Parsed parsed = JetstreamFrame.parse(frame, cursor);
      if (stand(cursor.timeUs, cursor.seq)) {
        take(parsed);
      }
      notice = cursor.notice == null ? notice : cursor.notice;
    } else if (stand(time, FrameTime.seq(frame))) {
      if (scanFirst && !scan.mayConcern(frame) && !(everybodysNames && WatchedIds.mayName(frame))) {
        foreign += again ? 0 : 1;
      } else {
        take(JetstreamFrame.parse(frame, cursor));
      }
    }
  }

  /** Takes one frame of a raw stream in; it holds an event for each operation. */
  void read(byte[] bytes) {
    if (bytes.length > LONGEST_BINARY) {
      stand(0, 0);
      reject(RejectReason.TOO_LARGE);
      return;
    }
    try {
      FirehoseFrame frame = FirehoseFrame.read(bytes);
      notice = frame.notice() == null ? notice : frame.notice();
      if (stand(frame.timeUs(), frame.seq())) {
        takeAll(frame, bytes);
      }
    } catch (BadBlockException e) {
      stand(0, 0);
      reject(RejectReason.MALFORMED);
    }
  }

  private void takeAll(FirehoseFrame frame, byte[] bytes) {
    try {
      boolean passed =
          !scanFirst || scan.mayConcern(bytes) || (everybodysNames && WatchedIds.mayName(bytes));
      List<ObjectNode> told = passed ? frame.asJetstream() : List.of();
      foreign += told.isEmpty() && !again ? 1 : 0;
      records += again ? 0 : Math.max(0, told.size() - 1);
      for (ObjectNode event : told) {
        take(JetstreamFrame.parse(event, cursor));
      }
    } catch (BadBlockException e) {
      reject(RejectReason.MALFORMED);
    }
  }

  /**
   * Takes down where a frame stands, and counts it.
   *
   * @return whether it can stand there
   */
  private boolean stand(long time, long seq) {
    moment = time;
    again = time > 0 && time <= heardBefore;
    records += again ? 0 : 1;
    repeated += again ? 1 : 0;
    if (time > latest) {
      moment = 0;
      reject(RejectReason.TIME_OUT_OF_RANGE);
      return false;
    }
    newestUs = Math.max(newestUs, time);
    newestSeq = Math.max(newestSeq, seq);
    return true;
  }

  private void reject(RejectReason why) {
    if (!again) {
      rejects.merge(why.name(), 1L, Long::sum);
    }
  }

  private void take(Parsed parsed) {
    switch (parsed) {
      case Parsed.Ok(Event event) when Concern.concerns(event, watched.ids()) -> {
        accepted += again ? 0 : 1;
        events.add(event);
      }
      case Parsed.Ok(AccountSeen stranger) when everybodysNames && namesItself(stranger) -> {
        foreign += again ? 0 : 1;
        events.add(stranger);
      }
      case Parsed.Ok foreigner -> foreign += again ? 0 : 1;
      case Parsed.Rejected(var why, String detail) -> reject(why);
      case Parsed.Foreign nothing -> foreign += again ? 0 : 1;
    }
  }

  private static boolean namesItself(AccountSeen account) {
    return account.account().handle() != null
        || (account.name() != null && !account.name().isBlank());
  }

  /** The newest moment of all frames in microseconds since 1970, 0 before the first. */
  public long timeUs() {
    return newestUs;
  }

  /** The moment of the frame read last, 0 where it told none. */
  long moment() {
    return moment;
  }

  /**
   * The greatest number that the host gave a frame since {@link #newHost}, 0 where it gives none.
   */
  long seq() {
    return newestSeq;
  }

  /** Numbers are a host's own. */
  void newHost(long seq) {
    newestSeq = seq;
  }

  /** What the host said of the stream since the last call. */
  @Nullable String takeNotice() {
    String taken = notice;
    notice = null;
    return taken;
  }

  /** Goes on behind a cursor. */
  public void startAt(long timeUs) {
    newestUs = timeUs;
  }

  /** No frame may tell a later moment: the cursor would pass over what is between. */
  void notAfter(long timeUs) {
    latest = timeUs;
  }

  /** Counts a frame that could not be unpacked. */
  void unreadable() {
    stand(0, 0);
    reject(RejectReason.MALFORMED);
  }

  /** What comes from now on and is not after this moment was counted before. */
  void countedUntil(long timeUs) {
    heardBefore = timeUs;
  }

  /** The events since the last call. */
  public List<Event> takeEvents() {
    List<Event> taken = events;
    events = new ArrayList<>();
    return taken;
  }

  /**
   * What became of the frames since the last call: records, accepted, foreign, reject reasons, and
   * how many came again after a connection broke, which are none of these.
   */
  public Map<String, Long> takeCounts() {
    Map<String, Long> counts = rejects;
    rejects = new TreeMap<>();
    counts.put("records", records);
    counts.put("accepted", accepted);
    counts.put("foreign", foreign);
    if (repeated > 0) {
      counts.put("repeated", repeated);
    }
    records = 0;
    accepted = 0;
    foreign = 0;
    repeated = 0;
    return counts;
  }
}
