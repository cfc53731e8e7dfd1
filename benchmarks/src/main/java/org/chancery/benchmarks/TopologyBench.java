package org.chancery.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Network;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.topology.Engine;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded topology, its rows counted and dropped, beside {@link PlainLoop}. */
@Command(
    name = "topology",
    mixinStandardHelpOptions = true,
    description = "Embedded topology / plain loop on as many threads, full parsing and scan.")
final class TopologyBench implements Callable<Integer> {
  private static final int THREADS = 2;
  static final AtomicLongArray COUNTED = new AtomicLongArray(PlainLoop.Kind.values().length);

  @Option(names = "--frames", description = "Frames of each of the two threads (default: 1500000).")
  private long frames = 1_500_000;

  @Option(names = "--rounds", description = "Rounds, the last is told (default: 3).")
  private int rounds = 3;

  @Option(names = "--seed", description = "Seed (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    BenchStore store = BenchStore.open(Path.of("target", "bench-topology"), seed);
    try (store) {
      for (boolean scan : new boolean[] {false, true}) {
        for (int round = 1; round <= rounds; round++) {
          round(store, scan, round);
        }
      }
    }
    return 0;
  }

  private void round(BenchStore store, boolean scan, int round) throws Exception {
    Hub.Ref hub = store.hub().register("bench");
    long from = 1_790_000_000_000_000L;
    Used plainUse = new Used();
    Map<PlainLoop.Kind, Long> plain =
        PlainLoop.run(
            seed,
            THREADS,
            frames,
            scan,
            from,
            hub.ids(Network.BLUESKY),
            store.directory(),
            store.pseudonyms());
    double plainSeconds = plainUse.seconds();
    double plainCpu = plainUse.cpuSeconds();
    for (int i = 0; i < COUNTED.length(); i++) {
      COUNTED.set(i, 0);
    }
    Used flinkUse = new Used();
    StreamExecutionEnvironment engine =
        new Engine(
                THREADS,
                Path.of("target", "bench-topology", "checkpoints"),
                java.time.Duration.ofSeconds(1),
                false)
            .environment();
    FramesTap tap =
        new FramesTap(seed, THREADS, frames, scan, from, 0, hub.ids(Network.BLUESKY));
    Topology.measured(engine, List.of(tap), hub, new CountSink());
    engine.execute("topology");
    double seconds = flinkUse.seconds();
    double cpu = flinkUse.cpuSeconds();
    Map<PlainLoop.Kind, Long> counted = new EnumMap<>(PlainLoop.Kind.class);
    Arrays.stream(PlainLoop.Kind.values()).forEach(k -> counted.put(k, COUNTED.get(k.ordinal())));
    long all = frames * THREADS;
    System.out.printf(
        "%s round %d: plain %,.0f events/s (%.2f us CPU), topology %,.0f events/s (%.2f us CPU, start and stop included): ratio %.2f; counts %s%n",
        scan ? "scan" : "full parsing",
        round,
        all / plainSeconds,
        plainCpu * 1e6 / all,
        all / seconds,
        cpu * 1e6 / all,
        plainSeconds / seconds,
        same(plain, counted) ? "equal" : "DIFFER: " + plain + " " + counted);
  }

  /** The engine also hands over what its sources say of themselves. */
  private static boolean same(Map<PlainLoop.Kind, Long> plain, Map<PlainLoop.Kind, Long> counted) {
    return plain.entrySet().stream()
        .filter(e -> e.getKey() != PlainLoop.Kind.OTHER)
        .allMatch(e -> e.getValue().equals(counted.get(e.getKey())));
  }

  /** Counts and drops. */
  record CountSink() implements Sink<Change> {
    @Override
    public SinkWriter<Change> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(Change change, Context at) {
          COUNTED.incrementAndGet(PlainLoop.Kind.of(change).ordinal());
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
