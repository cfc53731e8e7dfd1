package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * How far before the cursor a new connection begins: hosts stamp the same frame a little
   * differently and not quite in order. What comes twice is told apart by its event id.
   */
  static final long REWIND_MICROS = 5_000_000;

  private final List<URI> hosts;
  private final FrameReading reading;
  private int host;
  private @Nullable JetstreamConnection connection;
  private Duration pause = FIRST_PAUSE;
  private long heardUntil;
  private boolean firstFrame;
  private boolean anyFrame;
  private boolean woken;
  private @Nullable String lastError;

  JetstreamReader(List<URI> hosts, long cursor, WatchList watched) {
    this.hosts = hosts;
    this.reading = new FrameReading(watched, true);
    reading.startAt(cursor);
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
    anyFrame = true;
    return read(frames);
  }

  private boolean connect() throws InterruptedException {
    if (connection != null) {
      lastError = connection.whyEnded();
      connection.close();
      connection = null;
      host = (host + 1) % hosts.size();
      if (!anyFrame) {
        pause(); // a host that opens and closes at once is not hammered
      }
    }
    try {
      heardUntil = reading.timeUs();
      firstFrame = heardUntil > 0;
      anyFrame = false;
      long from = Math.max(0, heardUntil - REWIND_MICROS);
      connection = JetstreamConnection.open(hosts.get(host), from);
      return true;
    } catch (IOException e) {
      lastError = e.getMessage();
      host = (host + 1) % hosts.size();
      pause();
      return false;
    }
  }

  private synchronized void pause() throws InterruptedException {
    if (!woken) {
      wait(pause.toMillis());
    }
    woken = false;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  @Override
  public synchronized void wakeUp() {
    woken = true;
    notifyAll();
  }

  private TapBatch read(List<String> frames) {
    List<TapBatch.Hole> holes = new ArrayList<>(0);
    for (String frame : frames) {
      if (firstFrame) {
        noteClamp(frame, holes);
      }
      reading.read(frame);
    }
    return new TapBatch(
        reading.takeEvents(), cursorText(), reading.takeCounts(), holes, "live", null, false);
  }

  private void noteClamp(String frame, List<TapBatch.Hole> holes) {
    long time = FrameTime.of(frame);
    if (time > 0) {
      firstFrame = false;
      if (time - heardUntil > CLAMPED.toMillis() * 1_000) {
        holes.add(new TapBatch.Hole(instant(heardUntil), instant(time), "clamped"));
      }
    }
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  private @Nullable String cursorText() {
    return reading.timeUs() > 0 ? Long.toString(reading.timeUs()) : null;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
