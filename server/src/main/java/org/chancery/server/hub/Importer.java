package org.chancery.server.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.ingest.source.FileTap;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.UnlistedWords;
import org.chancery.ingest.topology.Engine;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;

/**
 * Runs an import through the topology, bounded, beside whatever is live. An import that was killed
 * goes on from its last checkpoint when the same files are given again.
 */
public final class Importer {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final Map<String, Progress> LISTENERS = new ConcurrentHashMap<>();

  /** Is told how far the import came. Called by a thread of the engine. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param share of the bytes of all files that were read, 0..1
     */
    void at(long records, double share);
  }

  private final Wiring wiring;

  public Importer(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Imports files; when this returns their posts are stored and searchable. One import runs at a
   * time, a second waits.
   */
  public synchronized ImportReport run(ImportOrder order, Progress progress) throws Exception {
    String key = key(order);
    Instant began = wiring.clock().instant();
    long start = System.nanoTime();
    Hub hub = wiring.hub(false);
    Hub.Ref ref = hub.register("import-" + key);
    LISTENERS.put(key, progress);
    Path rejects = wiring.folder().path().resolve("rejects");
    FileTap tap = tap(order, key, rejects, began);
    Engine engine = wiring.boundedEngine("import-" + key, CHECKPOINTS);
    try {
      StreamExecutionEnvironment job = engine.environment();
      Topology.bounded(job, List.of(tap), ref);
      job.execute("import");
    } catch (Exception e) {
      settle(hub.store(), e);
      throw e;
    } finally {
      LISTENERS.remove(key);
      ref.forget();
    }
    hub.store().settle();
    UnlistedWords.forget(wiring.store().dataSource(), wiring.clock().instant());
    long loaded = System.nanoTime();
    Set<String> indexed = hub.store().indexTexts();
    long done = System.nanoTime();
    delete(wiring.folder().checkpoints("import-" + key));
    Map<String, Long> counts = finish(tap.source());
    PostStore.Written written = hub.store().total();
    return new ImportReport(
        counts,
        written.posts(),
        written.replaced(),
        indexed,
        (loaded - start) / 1_000_000,
        (done - loaded) / 1_000_000,
        rejects.toString());
  }

  /** What a load that failed has stored is counted all the same. */
  private static void settle(PostStore posts, Exception why) {
    try {
      posts.settle();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private static FileTap tap(ImportOrder order, String key, Path rejects, Instant began)
      throws IOException {
    List<FileTap.Input> inputs = new ArrayList<>();
    for (ImportOrder.Item item : order.items()) {
      inputs.add(
          new FileTap.Input(
              item.path(),
              item.format(),
              item.map(),
              item.account(),
              Files.size(Path.of(item.path()))));
    }
    Path first = Path.of(order.items().getFirst().path()).getFileName();
    String name = "import " + first + " " + key.substring(0, 8);
    return new FileTap(
        name,
        inputs,
        rejects.toString(),
        began,
        (records, share) -> {
          Progress listener = LISTENERS.get(key);
          if (listener != null) {
            listener.at(records, share);
          }
        });
  }

  /** The same files and options have the same key, changed files another. */
  private static String key(ImportOrder order) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ImportOrder.Item item : order.items()) {
      Path path = Path.of(item.path());
      all.append(path).append('|').append(Files.size(path)).append('|');
      all.append(Files.getLastModifiedTime(path)).append('|').append(item.format()).append('|');
      all.append(item.map()).append('|').append(item.account()).append('\n');
    }
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      byte[] digest = sum.digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 24);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Map<String, Long> finish(String source) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (Connection connection = wiring.store().dataSource().getConnection();
        PreparedStatement state =
            connection.prepareStatement("update source set state = 'finished' where source = ?");
        PreparedStatement select =
            connection.prepareStatement("select what, n from source_count where source = ?")) {
      state.setString(1, source);
      state.execute();
      select.setString(1, source);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return counts;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
