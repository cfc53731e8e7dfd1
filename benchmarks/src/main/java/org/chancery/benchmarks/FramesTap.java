package org.chancery.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.source.WatchList;
import org.chancery.ingest.source.bluesky.FrameReading;
import org.jspecify.annotations.Nullable;

/**
 * Made frames as a source, read as the live source reads its own.
 *
 * @param frames of each part
 * @param perSecond most frames a second over all parts, 0 for as fast as can be
 */
record FramesTap(
    long seed,
    int parts,
    long frames,
    boolean scanFirst,
    long fromMicros,
    double perSecond,
    WatchList watched)
    implements Tap {
  private static final int BATCH = 1_000;

  /** Microseconds between two frames of a part: the time of 1 000 frames a second. */
  static final long STEP = 1_000;

  /** Frames given out so far by all taps of this process. */
  static final AtomicLong GIVEN = new AtomicLong();

  @Override
  public String source() {
    return "frames";
  }

  @Override
  public Network network() {
    return Network.BLUESKY;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) {
    int number = part.contains("#") ? Integer.parseInt(part.substring(part.indexOf('#') + 1)) : 0;
    return new Reader(number);
  }

  private final class Reader implements TapReader {
    private final Frames frames;
    private final FrameReading reading = new FrameReading(watched, scanFirst);
    private final long began = System.nanoTime();
    private long given;

    Reader(int part) {
      this.frames = new Frames(new Universe(seed), seed, part);
    }

    @Override
    public TapBatch poll() throws InterruptedException {
      int now = (int) Math.min(BATCH, FramesTap.this.frames() - given);
      for (int i = 0; i < now; i++) {
        reading.read(frames.next(fromMicros + given * STEP));
        given++;
      }
      GIVEN.addAndGet(now);
      pace();
      boolean last = given >= FramesTap.this.frames();
      return new TapBatch(
          reading.takeEvents(),
          Long.toString(given),
          reading.takeCounts(),
          java.util.List.of(),
          "loading",
          null,
          last);
    }

    private void pace() throws InterruptedException {
      if (perSecond > 0) {
        double due = given * parts / perSecond;
        double ahead = due - (System.nanoTime() - began) / 1e9;
        if (ahead > 0) {
          Thread.sleep(Math.round(ahead * 1_000));
        }
      }
    }

    @Override
    public void close() {}
  }
}
