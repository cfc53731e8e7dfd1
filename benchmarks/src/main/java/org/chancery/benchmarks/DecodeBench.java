package org.chancery.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.chancery.ingest.source.bluesky.FrameReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Frames of Jetstream read by the live source, scanned first and each parsed, against a plain
 * reading with Jackson's tree that looks at the same fields; one thread, the same frames.
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
    long seen = 0;
    for (int round = -2; round < rounds; round++) {
      double t = rate(frames, () -> trees(frames, watched));
      double p = rate(frames, () -> events(frames, watched, false));
      double s = rate(frames, () -> events(frames, watched, true));
      if (round >= 0) {
        tree = Math.max(tree, t);
        parsed = Math.max(parsed, p);
        scanned = Math.max(scanned, s);
      }
    }
    seen = events(frames, watched, true);
    System.out.printf(
        "%d frames, %d of them about listed accounts; best of %d rounds, one thread%n",
        count, seen, rounds);
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

  private static long events(List<String> frames, Set<String> watched, boolean scanFirst) {
    FrameReading reading = new FrameReading(() -> watched, scanFirst);
    frames.forEach(reading::read);
    return reading.takeEvents().size();
  }

  /** The plain reading: the whole tree, then the fields that tell whom it is about. */
  private static long trees(List<String> frames, Set<String> watched) {
    JsonMapper mapper = JsonMapper.shared();
    long found = 0;
    for (String frame : frames) {
      JsonNode tree = mapper.readTree(frame);
      JsonNode record = tree.path("commit").path("record");
      boolean about =
          watched.contains(tree.path("did").asString(""))
              || about(watched, record.path("subject").path("uri").asString(""))
              || about(watched, record.path("reply").path("parent").path("uri").asString(""));
      for (JsonNode facet : record.path("facets")) {
        for (JsonNode feature : facet.path("features")) {
          about |= watched.contains(feature.path("did").asString(""));
        }
      }
      found += about && !record.path("createdAt").asString("").isEmpty() ? 1 : 0;
    }
    return found;
  }

  private static boolean about(Set<String> watched, String uri) {
    return uri.length() > 37 && watched.contains(uri.substring(5, uri.indexOf('/', 5)));
  }
}
