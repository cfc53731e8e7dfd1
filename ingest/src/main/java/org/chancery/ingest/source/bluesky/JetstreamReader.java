package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.Event;
import org.chancery.core.event.Parsed;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Jetstream connection after another. When one breaks, the next host is asked to go on
 * from the cursor; a host that answers with a later moment than asked has clamped, and the span
 * between is told as a hole.
 */
final class JetstreamReader implements Tap.TapReader {
  private static final int MOST_FRAMES = 2_000;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** On the whole network less than a second passes without a frame: a later start is a clamp. */
  private static final Duration CLAMPED = Duration.ofMinutes(10);

  private final List<URI> hosts;
  private final WatchedIds watched;
  private final JetstreamFrame.Cursor cursor = new JetstreamFrame.Cursor();
  private int host;
  private @Nullable JetstreamConnection connection;
  private Duration pause = FIRST_PAUSE;
  private long askedFrom;
  private boolean firstFrame;
  private @Nullable String lastError;

  JetstreamReader(List<URI> hosts, long cursor, WatchList watched) {
    this.hosts = hosts;
    this.cursor.timeUs = cursor;
    this.watched = new WatchedIds(watched);
  }

  @Override
  public TapBatch poll() throws IOException, InterruptedException {
    if (connection == null || connection.ended()) {
      if (!connect()) {
        return TapBatch.nothing(cursorText(), "disconnected", lastError);
      }
    }
    List<String> frames = connection.take(MOST_FRAMES, LONGEST_WAIT);
    if (frames.isEmpty()) {
      return TapBatch.nothing(cursorText(), "live", null);
    }
    pause = FIRST_PAUSE;
    return read(frames);
  }

  private boolean connect() throws InterruptedException {
    if (connection != null) {
      lastError = connection.whyEnded();
      connection.close();
      connection = null;
      host = (host + 1) % hosts.size();
    }
    try {
      askedFrom = cursor.timeUs;
      firstFrame = askedFrom > 0;
      connection = JetstreamConnection.open(hosts.get(host), askedFrom);
      return true;
    } catch (IOException e) {
      lastError = e.getMessage();
      host = (host + 1) % hosts.size();
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
      return false;
    }
  }

  private TapBatch read(List<String> frames) {
    List<Event> events = new ArrayList<>();
    List<TapBatch.Hole> holes = new ArrayList<>(0);
    Map<String, Long> counts = new TreeMap<>();
    counts.put("records", (long) frames.size());
    for (String frame : frames) {
      noteTime(frame, holes);
      if (!watched.mayConcern(frame)) {
        counts.merge("foreign", 1L, Long::sum);
        continue;
      }
      switch (JetstreamFrame.parse(frame, cursor)) {
        case Parsed.Ok(Event event) -> {
          events.add(event);
          counts.merge("accepted", 1L, Long::sum);
        }
        case Parsed.Rejected(var why, String detail) -> counts.merge(why.name(), 1L, Long::sum);
        case Parsed.Foreign foreign -> counts.merge("foreign", 1L, Long::sum);
      }
    }
    return new TapBatch(events, cursorText(), counts, holes, "live", null, false);
  }

  /** The cursor moves with every frame, also with those that nobody parses. */
  private void noteTime(String frame, List<TapBatch.Hole> holes) {
    long time = FrameTime.of(frame);
    if (time <= 0) {
      return;
    }
    if (firstFrame) {
      firstFrame = false;
      if (time - askedFrom > CLAMPED.toMillis() * 1_000) {
        holes.add(new TapBatch.Hole(instant(askedFrom), instant(time), "clamped"));
      }
    }
    cursor.timeUs = Math.max(cursor.timeUs, time);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  private @Nullable String cursorText() {
    return cursor.timeUs > 0 ? Long.toString(cursor.timeUs) : null;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
