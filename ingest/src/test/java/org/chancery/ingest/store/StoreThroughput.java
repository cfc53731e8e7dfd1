package org.chancery.ingest.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.chancery.core.decode.Words;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;

/**
 * Measures by hand how fast one writer stores posts of 20 words: {@code StoreThroughput posts batch
 * text-index(true|false) days}. No test: it says, and judges nothing.
 */
final class StoreThroughput {
  private static final int WORDS = 20;
  private static final Instant BEGIN = Instant.parse("2026-09-01T00:00:00Z");

  private StoreThroughput() {}

  public static void main(String[] arguments) throws Exception {
    int posts = Integer.parseInt(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    boolean textIndex = Boolean.parseBoolean(arguments[2]);
    int days = Integer.parseInt(arguments[3]);
    Path folder = Files.createTempDirectory("throughput");
    List<Change.Post> all = posts(posts, days);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        Store store = Store.open(database.url())) {
      PostStore writer = new PostStore(store.dataSource(), textIndex);
      write(writer, posts(size, days), size); // the classes and the first partitions
      long began = System.nanoTime();
      Duration ours = ours();
      Duration theirs = theirs(folder);
      write(writer, all, size);
      writer.settle();
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%,d posts of %d days, batches of %,d, text index %s: %.1f s = %,.0f posts/s; CPU per post: program %.1f us, PostgreSQL %.1f us%n",
          posts,
          days,
          size,
          textIndex ? "live" : "later",
          seconds,
          posts / seconds,
          ours().minus(ours).toNanos() / 1e3 / posts,
          theirs(folder).minus(theirs).toNanos() / 1e3 / posts);
      if (!textIndex) {
        began = System.nanoTime();
        writer.indexTexts();
        System.out.printf("text index afterwards: %.1f s%n", (System.nanoTime() - began) / 1e9);
      }
    }
  }

  private static void write(PostStore writer, List<Change.Post> posts, int size) throws Exception {
    for (int from = 0; from < posts.size(); from += size) {
      Batch batch = new Batch();
      posts.subList(from, Math.min(posts.size(), from + size)).forEach(batch::add);
      writer.write(batch);
    }
  }

  private static Duration ours() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }

  private static Duration theirs(Path folder) throws IOException {
    long pid =
        Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
    return ProcessHandle.of(pid)
        .orElseThrow()
        .descendants()
        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static List<Change.Post> posts(int count, int days) {
    Random random = new Random(count);
    List<Change.Post> posts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      posts.add(post(random, BEGIN.plusSeconds((long) i * days * 86_400 / count)));
    }
    return posts;
  }

  private static Change.Post post(Random random, Instant at) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < WORDS; w++) {
      text.append(w == 0 ? "" : " ")
          .append("word")
          .append((int) (5_000 * Math.pow(random.nextDouble(), 3)));
    }
    int actor = 1 + (int) (2_000 * Math.pow(random.nextDouble(), 2));
    PostKind kind = PostKind.values()[random.nextInt(4)];
    List<String> tags = random.nextInt(3) == 0 ? List.of("tag" + random.nextInt(300)) : List.of();
    List<Change.Interaction> to = new ArrayList<>();
    if (kind != PostKind.ORIGINAL || random.nextInt(3) == 0) {
      // three of ten address somebody listed, some far more often than others
      boolean listed = random.nextInt(10) < 3;
      int other = 1 + (int) (2_000 * Math.pow(random.nextDouble(), 4));
      to.add(
          new Change.Interaction(
              InteractionKind.values()[kind.ordinal()],
              listed ? new UUID(7, other) : key(random),
              listed ? other : null,
              listed ? other : null,
              listed ? country(other) : null));
    }
    UUID referred = kind == PostKind.ORIGINAL ? null : key(random);
    PostRow row =
        new PostRow(
            key(random),
            at,
            at.plusSeconds(3),
            null,
            Network.X,
            kind,
            actor,
            actor,
            country(actor),
            new UUID(7, actor),
            Long.toString(random.nextLong() >>> 1),
            6,
            "en",
            text.toString(),
            Words.tsvector(text.toString()),
            kind == PostKind.REPLY ? referred : null,
            kind == PostKind.QUOTE ? referred : null,
            kind == PostKind.REPOST ? referred : null,
            tags,
            random.nextInt(2) == 0 ? List.of("https://t.co/" + random.nextInt(1 << 30)) : List.of(),
            7,
            random.nextInt(2),
            1_000L + random.nextInt(1_000_000),
            false,
            new Engagement(
                (long) random.nextInt(500), (long) random.nextInt(200), null, null, null),
            null);
    return new Change.Post(row, to);
  }

  private static UUID key(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static String country(int actor) {
    return "C" + (char) ('A' + actor % 14) + (char) ('A' + actor % 13);
  }
}
