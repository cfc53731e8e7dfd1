package org.chancery.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.topology.Directory;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.LiveBoard;

/** An embedded store with the actors of {@link Universe}. */
record BenchStore(
    EmbeddedDatabase database,
    Store store,
    Directory directory,
    Pseudonyms pseudonyms,
    LiveBoard board)
    implements AutoCloseable {

  static BenchStore open(Path folder, long seed) throws Exception {
    Files.createDirectories(folder);
    EmbeddedDatabase database = EmbeddedDatabase.start(folder.toAbsolutePath());
    Store store = Store.open(database.url());
    Registry registry = new Universe(seed).registry();
    RegistryIds ids = RegistryIds.allot(store.dataSource(), registry);
    Pseudonyms pseudonyms = Pseudonyms.in(folder.toAbsolutePath(), new SecureRandom());
    return new BenchStore(
        database, store, new Directory(registry, ids), pseudonyms, new LiveBoard());
  }

  /** By which no word is too old to be stored: that would be less work. */
  static final InstantSource EARLY = InstantSource.fixed(Instant.EPOCH);

  Hub hub() {
    return hub(true);
  }

  Hub hub(boolean live) {
    return new Hub(
        () -> directory, pseudonyms, new PostStore(store.dataSource(), live), board, EARLY);
  }

  @Override
  public void close() {
    store.close();
    database.close();
  }
}
