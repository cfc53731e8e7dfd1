package org.chancery.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.chancery.core.event.Event;
import org.chancery.ingest.source.WatchList;
import org.chancery.ingest.source.bluesky.FrameReading;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.topology.Attributor;
import org.chancery.ingest.topology.Directory;

/**
 * The floor: hand-written threads that make, read, dedupe, attribute and count the same frames
 * without an engine and without a store.
 */
final class PlainLoop {
  private static final int SLOTS = 1 << 20;

  private PlainLoop() {}

  /** Runs and gives the number of changes of each kind. */
  static Map<Kind, Long> run(
      long seed,
      int threads,
      long framesEach,
      boolean scanFirst,
      long fromMicros,
      WatchList watched,
      Directory directory,
      Pseudonyms pseudonyms)
      throws Exception {
    Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, new AtomicLong());
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Void>> all = new ArrayList<>();
      for (int part = 0; part < threads; part++) {
        Frames frames = new Frames(new Universe(seed), seed, part);
        Callable<Void> work =
            () -> {
              loop(
                  frames,
                  framesEach,
                  scanFirst,
                  fromMicros,
                  watched,
                  directory,
                  pseudonyms,
                  counts);
              return null;
            };
        all.add(pool.submit(work));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    }
    Map<Kind, Long> sums = new EnumMap<>(Kind.class);
    counts.forEach((kind, n) -> sums.put(kind, n.get()));
    return sums;
  }

  private static void loop(
      Frames frames,
      long number,
      boolean scanFirst,
      long fromMicros,
      WatchList watched,
      Directory directory,
      Pseudonyms pseudonyms,
      Map<Kind, AtomicLong> counts) {
    FrameReading reading = new FrameReading(watched, scanFirst);
    Attributor attributor = new Attributor(pseudonyms, false, BenchStore.EARLY);
    long[] recent = new long[SLOTS];
    for (long i = 0; i < number; i++) {
      reading.read(frames.next(fromMicros + i * FramesTap.STEP));
      if (i % 1_000 == 999 || i == number - 1) {
        for (Event event : reading.takeEvents()) {
          long sum = pseudonyms.ofEvent(event.eventId());
          int slot = (int) (sum & (SLOTS - 1));
          if (recent[slot] != sum) {
            recent[slot] = sum;
            attributor
                .changes(event, directory)
                .forEach(c -> counts.get(Kind.of(c)).incrementAndGet());
          }
        }
        reading.takeCounts();
      }
    }
  }

  /** What is counted on both sides. */
  enum Kind {
    POST,
    INTERACTION_ONLY,
    REACTION,
    OTHER;

    static Kind of(Change change) {
      return switch (change) {
        case Change.Post post -> post.row().actor() != null ? POST : INTERACTION_ONLY;
        case Change.Reaction reaction -> REACTION;
        default -> OTHER;
      };
    }
  }
}
