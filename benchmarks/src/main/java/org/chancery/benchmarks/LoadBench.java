package org.chancery.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.ingest.source.FileTap;
import org.chancery.ingest.source.file.FileFormat;
import org.chancery.ingest.topology.Engine;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Bulk import of neutral events into new months: posts a second, then the time of the text index.
 */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description =
        "Bulk import of posts into new partitions / COPY of the same texts into one table.")
final class LoadBench implements Callable<Integer> {
  @Option(names = "--posts", description = "Posts (default: 2000000).")
  private int posts = 2_000_000;

  @Option(
      names = "--per-day",
      description = "Posts a day of event time (default: 222222, as in queries).")
  private int perDay = 222_222;

  @Option(names = "--seed", description = "Seed (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    Path place = Files.createTempDirectory("chancery-load");
    Path file = place.resolve("posts.jsonl");
    write(file);
    try (BenchStore store = BenchStore.open(place, seed)) {
      double floor = CopyFloor.rowsPerSecond(store.store().dataSource(), file, posts);
      Hub hub = store.hub(false);
      Hub.Ref ref = hub.register("bench");
      StreamExecutionEnvironment engine =
          new Engine(2, place.resolve("checkpoints"), Duration.ofSeconds(5), false).environment();
      FileTap tap =
          new FileTap(
              "load",
              List.of(
                  new FileTap.Input(
                      file.toString(), FileFormat.EVENTS, null, null, Files.size(file))),
              place.toString(),
              Instant.parse("2026-11-20T00:00:00Z"),
              (records, share) -> {});
      Topology.bounded(engine, List.of(tap), ref);
      Used used = new Used();
      engine.execute("load");
      double stored = used.seconds();
      hub.store().settle();
      double seconds = used.seconds();
      System.out.printf(
          "bulk import: %,d posts in %.1f s (of which %.1f s rollups and indexes of lists at the end) = %,.0f posts/s (engine start included), %.1f us CPU a post in the JVM; ratio %.2f of COPY of the bare lines (%,.0f/s)%n",
          hub.store().total().posts(),
          seconds,
          seconds - stored,
          posts / seconds,
          used.cpuSeconds() * 1e6 / posts,
          posts / seconds / floor,
          floor);
      Used index = new Used();
      int months = hub.store().indexTexts().size();
      System.out.printf("text index of %d months: %.1f s%n", months, index.seconds());
    }
    return 0;
  }

  private void write(Path file) throws IOException {
    Random random = new Random(seed);
    Universe universe = new Universe(seed);
    long from = Instant.parse("2026-08-01T00:00:00Z").getEpochSecond();
    double span = 86_400.0 * posts / perDay;
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int i = 0; i < posts; i++) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < 20; w++) {
          int rank = (int) Math.pow(30_000, random.nextDouble());
          text.append(w == 0 ? "" : " ")
              .append("w")
              .append(Integer.toString(rank * 7919 % 1_000_003, 36));
        }
        String mention =
            random.nextInt(3) == 0
                ? "{\"id\":\"%s\"}".formatted(universe.dids.get(random.nextInt(Universe.LISTED)))
                : "";
        lines.write(
            """
          {"type":"post","network":"bluesky","id":"at://x/app.bsky.feed.post/%d","account":{"id":"%s"},"created":"%s","text":"%s","lang":"en","kind":"original","mentions":[%s],"hashtags":[%s],"links":[],"engagement":{"likes":%d,"reposts":%d}}
          """
                .formatted(
                    i,
                    universe.dids.get(random.nextInt(Universe.LISTED)),
                    Instant.ofEpochSecond(from + (long) (span * (i / (double) posts))),
                    text,
                    mention,
                    tag(random),
                    random.nextInt(100),
                    random.nextInt(20)));
      }
    }
  }

  /** As {@link PostFill} has them: one post in three, some tags far more often than others. */
  private static String tag(Random random) {
    return random.nextInt(3) == 0
        ? "\"t%d\"".formatted((int) Math.pow(PostFill.TAGS, random.nextDouble()))
        : "";
  }
}
