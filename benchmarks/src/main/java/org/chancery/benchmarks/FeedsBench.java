package org.chancery.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.source.feed.FeedSource;
import org.chancery.ingest.source.feed.FeedTap;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Thousands of feeds on their schedule in one process, and feeds that want to fill its memory: what
 * both cost over the same process before.
 */
@Command(
    name = "feeds",
    mixinStandardHelpOptions = true,
    description = "Memory and threads of many feeds on a schedule, and of hostile ones.")
final class FeedsBench implements Callable<Integer> {
  private static final Duration NEXT_ROUND = Duration.ofHours(7);
  private static final int EACH_ATTACK = 2;
  private static final int BESIDE = 200;
  private static final long MEBI = 1 << 20;

  @Option(names = "--feeds", description = "Feeds on the schedule (default: 5000).")
  private int feeds = 5_000;

  @Option(names = "--hosts", description = "Hosts that have them (default: 100).")
  private int hosts = 100;

  private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> now(later.get());

  private static Instant now(Duration later) {
    return Clock.systemUTC().instant().plus(later);
  }

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("chancery-feeds");
    Process servers =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FeedServers.class.getName(),
                Integer.toString(hosts))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(servers.getInputStream(), StandardCharsets.UTF_8));
        EmbeddedDatabase database = EmbeddedDatabase.start(work);
        Store store = Store.open(database.url())) {
      List<String> bases = new ArrayList<>();
      for (String port : out.readLine().split(",")) {
        bases.add("127.0.0.1:" + port);
      }
      EgressRules usual = EgressRules.usual("bench@example.org", Set.copyOf(bases), true);
      try (GuardedEgress egress = new GuardedEgress(usual, clock)) {
        boolean small = schedule(egress, store, bases);
        boolean held = hostile(egress, store, bases);
        return small && held ? 0 : 1;
      }
    } finally {
      servers.destroy();
    }
  }

  private FeedTap tap(String name, GuardedEgress egress, Store store, Set<String> read) {
    FeedSource source =
        new FeedSource(
            egress, store.dataSource(), () -> read, clock, RandomGenerator.getDefault(), 0, null);
    return new FeedTap(name, source.register(name));
  }

  private boolean schedule(GuardedEgress egress, Store store, List<String> bases) throws Exception {
    Set<String> read = new TreeSet<>();
    for (int i = 0; i < feeds; i++) {
      read.add("http://%s/feed-%d".formatted(bases.get(i % bases.size()), i));
    }
    System.gc();
    Measured before = Measured.now();
    Measured.Peak peak = new Measured.Peak();
    long events = 0;
    try (Tap.TapReader reader = tap("bench feeds", egress, store, read).open(null, "feeds")) {
      for (int round = 1; round <= 2; round++) {
        long began = System.nanoTime();
        Map<String, Long> counts = new TreeMap<>();
        events += take(reader, feeds, counts, peak);
        System.out.printf(
            "  round %d: %,d visits in %.1f s: %s%n",
            round, counts.get("visits"), (System.nanoTime() - began) / 1e9, counts);
        later.set(NEXT_ROUND);
      }
      System.gc();
      Measured after = Measured.now();
      System.out.printf(
          "%,d feeds: live heap %+d MiB, resident %+d MiB (highest %+d), platform threads %+d at most; %,d posts of %,d%n",
          feeds,
          (after.heap() - before.heap()) / MEBI,
          (after.resident() - before.resident()) / MEBI,
          (peak.resident - before.resident()) / MEBI,
          peak.threads - before.threads(),
          events,
          (long) feeds * FeedServers.ENTRIES);
      return (peak.resident - before.resident()) / MEBI <= 200
          && events == (long) feeds * FeedServers.ENTRIES;
    }
  }

  private boolean hostile(GuardedEgress egress, Store store, List<String> bases) throws Exception {
    Set<String> read = new TreeSet<>();
    int host = 0;
    for (String attack : FeedServers.ATTACKS.keySet()) {
      for (int i = 0; i < EACH_ATTACK; i++) {
        read.add("http://%s/%s-%d".formatted(bases.get(host++ % bases.size()), attack, i));
      }
    }
    int attacks = read.size();
    for (int i = 0; i < BESIDE; i++) {
      read.add("http://%s/feed-%d".formatted(bases.get(i % bases.size()), feeds + i));
    }
    System.gc();
    Measured before = Measured.now();
    Measured.Peak peak = new Measured.Peak();
    Map<String, Long> counts = new TreeMap<>();
    long began = System.nanoTime();
    Thread sampler = Thread.ofPlatform().daemon().start(peak::sampleLive);
    try (Tap.TapReader reader = tap("bench attacks", egress, store, read).open(null, "feeds")) {
      while (counts.getOrDefault("accepted", 0L) < (long) BESIDE * FeedServers.ENTRIES) {
        take(reader, 1, counts, peak);
      }
      System.out.printf(
          "  the feeds beside are all read after %.1f s: %s%n",
          (System.nanoTime() - began) / 1e9, counts);
      while (tried(counts) < attacks) {
        later.updateAndGet(by -> by.plusSeconds(60));
        take(reader, 1, counts, peak);
      }
    } finally {
      sampler.interrupt();
      sampler.join();
    }
    long grown = (peak.live - before.heap()) / MEBI;
    System.out.printf(
        "%d attacks of %d kinds beside %d feeds: live heap %+d MiB at most, done in %.1f s: %s%n",
        attacks,
        FeedServers.ATTACKS.size(),
        BESIDE,
        grown,
        (System.nanoTime() - began) / 1e9,
        counts);
    return grown <= 64
        && counts.getOrDefault("accepted", 0L) >= (long) BESIDE * FeedServers.ENTRIES;
  }

  /** Attacks that came to an end: refused, cut short or read within bounds. */
  private static long tried(Map<String, Long> counts) {
    return counts.getOrDefault("visits", 0L)
        - counts.getOrDefault("postponed", 0L)
        - counts.getOrDefault("unchanged", 0L)
        - BESIDE;
  }

  /** Takes so many visits as an engine does, and tells that they are stored. */
  private static long take(
      Tap.TapReader reader, long visits, Map<String, Long> counts, Measured.Peak peak)
      throws IOException, InterruptedException {
    long events = 0;
    long wanted = counts.getOrDefault("visits", 0L) + visits;
    while (counts.getOrDefault("visits", 0L) < wanted) {
      TapBatch batch = reader.poll();
      events += batch.events().size();
      batch.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
      reader.stored(batch.cursor());
      peak.sample();
    }
    return events;
  }

  /** Memory and threads of this process. */
  private record Measured(long heap, long resident, int threads) {
    static Measured now() throws IOException {
      return new Measured(used(), residentBytes(), platformThreads());
    }

    private static long used() {
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int platformThreads() {
      return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long residentBytes() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
      return 0;
    }

    /** The highest values seen. */
    private static final class Peak {
      private long resident;
      private int threads;
      private volatile long live;

      void sample() throws IOException {
        resident = Math.max(resident, residentBytes());
        threads = Math.max(threads, platformThreads());
      }

      /** What a collection leaves, again and again until interrupted. */
      void sampleLive() {
        while (!Thread.interrupted()) {
          System.gc();
          live = Math.max(live, used());
          try {
            Thread.sleep(50);
          } catch (InterruptedException e) {
            return;
          }
        }
      }
    }
  }
}
