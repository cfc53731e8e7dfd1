package org.chancery.server.hub;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.core.event.Network;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.Finding;
import org.chancery.ingest.registry.RegistryCheck;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.registry.Severity;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.store.Reattribution;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.ResolvedAccounts;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.topology.Directory;
import org.chancery.ingest.topology.Engine;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.LiveBoard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub put together from its data folder: database, registry, keys. Used by {@code serve}, {@code
 * demo}, {@code import} and {@code rollups}.
 */
public final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /** Threads of the embedded engine: one reads, as many as there are cores handle. */
  private static final int PARALLELISM =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

  private final DataFolder folder;
  private final @Nullable EmbeddedDatabase embedded;
  private final Store store;
  private final Pseudonyms pseudonyms;
  private final AtomicReference<Directory> directory;
  private final LiveBoard board = new LiveBoard();
  private final InstantSource clock;

  private Wiring(
      DataFolder folder,
      @Nullable EmbeddedDatabase embedded,
      Store store,
      Pseudonyms pseudonyms,
      Directory directory,
      InstantSource clock) {
    this.folder = folder;
    this.embedded = embedded;
    this.store = store;
    this.pseudonyms = pseudonyms;
    this.directory = new AtomicReference<>(directory);
    this.clock = clock;
  }

  /**
   * Opens the hub of a data folder. The database starts while the registry is read.
   *
   * @param database JDBC address of a server, null for the embedded one
   * @param registry folders, later ones overlay earlier ones
   */
  public static Wiring open(
      DataFolder folder, @Nullable String database, List<Path> registry, InstantSource clock)
      throws SQLException {
    CompletableFuture<RegistryFiles.Loaded> reading =
        CompletableFuture.supplyAsync(() -> RegistryFiles.load(registry));
    EmbeddedDatabase embedded = database == null ? EmbeddedDatabase.start(folder.path()) : null;
    Store store = null;
    try {
      store = Store.open(embedded == null ? database : embedded.url());
      Registry loaded = ResolvedAccounts.complete(store.dataSource(), sound(joined(reading)));
      Pseudonyms pseudonyms = Pseudonyms.in(folder.path(), new SecureRandom());
      RegistryIds ids = RegistryIds.allot(store.dataSource(), loaded);
      if (Reattribution.applyIfChanged(store.dataSource(), loaded, ids, pseudonyms)) {
        LOG.info("the registry changed: stored posts were attributed anew");
      }
      return new Wiring(folder, embedded, store, pseudonyms, new Directory(loaded, ids), clock);
    } catch (SQLException | RuntimeException e) {
      if (store != null) {
        store.close();
      }
      if (embedded != null) {
        embedded.close();
      }
      throw e;
    }
  }

  /** The registry in force. */
  public Registry registry() {
    return directory.get().registry();
  }

  /** Puts looked-up ids of accounts to use, for what is stored as well. */
  void resolved(Map<String, String> didByHandle) throws SQLException {
    if (didByHandle.isEmpty()) {
      return;
    }
    ResolvedAccounts.write(store.dataSource(), Network.BLUESKY, didByHandle, clock.instant());
    Registry complete = ResolvedAccounts.complete(store.dataSource(), registry());
    RegistryIds ids = RegistryIds.allot(store.dataSource(), complete);
    Directory next = new Directory(complete, ids);
    next.identities(); // made here, so that the stream does not wait for it
    directory.set(next);
    Reattribution.applyIfChanged(store.dataSource(), complete, ids, pseudonyms);
  }

  /** What was read; an error of the reading thread comes as itself. */
  private static RegistryFiles.Loaded joined(CompletableFuture<RegistryFiles.Loaded> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Registry sound(RegistryFiles.Loaded loaded) {
    if (loaded.hasErrors()) {
      throw new UnsoundRegistryException(
          loaded.findings().stream().filter(f -> f.severity() == Severity.ERROR).toList());
    }
    return loaded.registry();
  }

  /** The registry has errors, so nothing can be attributed by it. */
  public static final class UnsoundRegistryException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MOST_ALIKE = 5;

    UnsoundRegistryException(List<Finding> errors) {
      super(
          "the registry has %s:\n%s"
              .formatted(
                  Wording.many(errors.size(), "error"),
                  String.join("\n", RegistryCheck.words(errors, MOST_ALIKE))));
    }
  }

  /**
   * A hub for jobs.
   *
   * @param live as {@link PostStore} takes it: false for a bulk load
   */
  public Hub hub(boolean live) {
    return new Hub(
        directory::get, pseudonyms, new PostStore(store.dataSource(), live), board, clock);
  }

  /** The stream engine for a job that goes on for ever, its checkpoints in the data folder. */
  public Engine liveEngine(String job, Duration checkpointInterval) {
    return new Engine(PARALLELISM, folder.checkpoints(job), checkpointInterval, true);
  }

  /** The stream engine for a job that ends, or fails and says why. */
  public Engine boundedEngine(String job, Duration checkpointInterval) {
    return new Engine(PARALLELISM, folder.checkpoints(job), checkpointInterval, false);
  }

  /** What the pages are made from. */
  public Surroundings surroundings(
      boolean simulated, double speed, Surroundings.Build build, @Nullable Contact contact) {
    return new Surroundings(
        store.dataSource(), directory::get, board, clock, simulated, speed, build, contact, null);
  }

  /** Makes good a bulk load that was cut off: what it stored is counted and can be searched. */
  void finishLoad() throws SQLException {
    PostStore posts = new PostStore(store.dataSource(), false);
    Set<YearMonth> months = posts.settle();
    Set<String> texts = posts.indexTexts();
    if (!months.isEmpty() || !texts.isEmpty()) {
      LOG.info(
          "an import had been cut off: {} months were added up, {} indexed",
          months.size(),
          texts.size());
    }
  }

  /** Fills the live board from what is stored. */
  public void seedBoard() throws SQLException {
    BoardSeed.fill(board, store.dataSource(), clock.instant());
  }

  public Store store() {
    return store;
  }

  public DataFolder folder() {
    return folder;
  }

  public InstantSource clock() {
    return clock;
  }

  @Override
  public void close() {
    store.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
