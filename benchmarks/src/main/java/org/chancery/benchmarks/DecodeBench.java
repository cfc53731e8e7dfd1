package org.chancery.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.chancery.core.event.Event;
import org.chancery.ingest.source.bluesky.FrameReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Frames of Jetstream read by the live source, scanned first and each parsed, against a plain
 * reading with Jackson's tree; one thread, the same frames, and the same events out of them, which
 * is checked before anything is measured.
 */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = "Frames of Jetstream a second on one thread, against a plain Jackson tree.")
final class DecodeBench implements Callable<Integer> {
  private static final long BEGIN = 1_779_719_000_000_000L;

  @Option(names = "--frames", description = "Frames of a round (default: 100000).")
  private int count = 100_000;

  @Option(
      names = "--rounds",
      description = "Measured rounds of each, after two to warm (default: 5).")
  private int rounds = 5;

  @Override
  public Integer call() {
    Universe universe = new Universe(1);
    Frames source = new Frames(universe, 1, 0);
    List<String> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      frames.add(source.next(BEGIN + i * 1_000L));
    }
    Set<String> watched = Set.copyOf(universe.dids.subList(0, Universe.LISTED));
    double tree = 0;
    double parsed = 0;
    double scanned = 0;
    PlainTree plain = new PlainTree(watched);
    List<Event> seen = plain.read(frames);
    if (!seen.equals(events(frames, watched, true))
        || !seen.equals(events(frames, watched, false))) {
      throw new IllegalStateException("the readings do not make the same events");
    }
    for (int round = -2; round < rounds; round++) {
      double t = rate(frames, () -> plain.read(frames).size());
      double p = rate(frames, () -> events(frames, watched, false).size());
      double s = rate(frames, () -> events(frames, watched, true).size());
      if (round >= 0) {
        tree = Math.max(tree, t);
        parsed = Math.max(parsed, p);
        scanned = Math.max(scanned, s);
      }
    }
    System.out.printf(
        "%d frames, %d of them about listed accounts; best of %d rounds, one thread%n",
        count, seen.size(), rounds);
    System.out.printf("Jackson tree              %,10.0f frames/s%n", tree);
    System.out.printf(
        "each frame parsed         %,10.0f frames/s  %.2f x the tree%n", parsed, parsed / tree);
    System.out.printf(
        "scanned first, as live    %,10.0f frames/s  %.2f x the tree%n", scanned, scanned / tree);
    return 0;
  }

  private interface Work {
    long done();
  }

  private static double rate(List<String> frames, Work work) {
    long begin = System.nanoTime();
    long done = work.done();
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (done == 0) {
      throw new IllegalStateException("nothing was found in the frames");
    }
    return frames.size() / seconds;
  }

  private static List<Event> events(List<String> frames, Set<String> watched, boolean scanFirst) {
    FrameReading reading = new FrameReading(() -> watched, scanFirst);
    frames.forEach(reading::read);
    return reading.takeEvents();
  }
}
