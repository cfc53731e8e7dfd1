package org.chancery.ingest.source.x;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chancery.ingest.egress.LineStream;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. A thread of its own reads lines; when nobody takes them it waits, and so does X.
 */
final class XStream {
  private static final int MOST_WAITING = 2_000;

  /**
   * A line and when it came.
   *
   * @param text empty where X only says that it is there
   */
  record Line(String text, Instant at) {}

  private final ArrayBlockingQueue<Line> lines = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LineStream body;
  private final InstantSource clock;
  private final Thread reading;
  private volatile boolean ended;
  private volatile String why = "X ended the stream";

  XStream(LineStream body, InstantSource clock) {
    this.body = body;
    this.clock = clock;
    this.reading = Thread.ofVirtual().name("x-stream").start(this::read);
  }

  private void read() {
    try {
      for (String line = body.next(); line != null; line = body.next()) {
        lines.put(new Line(line.strip(), clock.instant()));
      }
    } catch (IOException e) {
      why = "the stream broke: " + XApi.shown(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      body.close();
    }
  }

  /** Lines that came, at most so many, after a wait if there is none yet. */
  List<Line> take(int most, long waitMillis) throws InterruptedException {
    List<Line> taken = new ArrayList<>();
    lines.drainTo(taken, most);
    if (taken.isEmpty() && waitMillis > 0 && !ended) {
      Line first = lines.poll(waitMillis, TimeUnit.MILLISECONDS);
      if (first != null) {
        taken.add(first);
        lines.drainTo(taken, most - 1);
      }
    }
    return taken;
  }

  /** Why it ended; null while it flows or lines wait to be taken. */
  @Nullable String ended() {
    return ended && lines.isEmpty() ? why : null;
  }

  void close() {
    body.close();
    reading.interrupt();
  }
}
