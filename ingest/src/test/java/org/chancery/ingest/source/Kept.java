package org.chancery.ingest.source;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.chancery.ingest.topology.Attributor;
import org.chancery.ingest.topology.Directory;
import org.jspecify.annotations.Nullable;

/** A store that keeps what taps brought as the topology does: a ministry and its accounts. */
public final class Kept implements AutoCloseable {
  private static final Pseudonyms PSEUDONYMS = new Pseudonyms(new byte[32]);

  private final Store store = TestDatabase.fresh();
  private @Nullable Directory directory;

  /** Empties the store and lists accounts of one ministry. */
  public void list(AccountRow... accounts) throws SQLException {
    TestDatabase.empty(store.dataSource());
    Registry registry =
        new Registry(
            List.of(),
            List.of(
                new Actor(
                    "mfa",
                    ActorKind.OFFICIAL,
                    "mfa",
                    "mfa",
                    "FRA",
                    null,
                    Voice.INSTITUTION,
                    null,
                    null,
                    null,
                    "test",
                    null)),
            List.of(accounts),
            List.of());
    directory = new Directory(registry, RegistryIds.allot(store.dataSource(), registry));
  }

  /** An account of the ministry. */
  public static AccountRow account(Network network, String handle, @Nullable String nativeId) {
    return new AccountRow("mfa", network, handle, nativeId, null, null, "test", null);
  }

  /** Stores a batch in one transaction. */
  @SuppressWarnings("NullAway") // set by list
  public void take(String source, TapBatch batch) throws SQLException {
    Batch changes = new Batch();
    Attributor attributor = new Attributor(PSEUDONYMS, false, InstantSource.fixed(Instant.EPOCH));
    for (Event event : batch.events()) {
      attributor.changes(event, directory).forEach(changes::add);
    }
    batch.holes().forEach(h -> changes.add(new Change.Gap(source, h.from(), h.to(), h.why())));
    new PostStore(store.dataSource(), true).write(changes);
  }

  /** As {@link TestDatabase#rows}. */
  public List<String> rows(String query) throws SQLException {
    return TestDatabase.rows(store.dataSource(), query);
  }

  /** As {@link TestDatabase#execute}. */
  public void execute(String statement) throws SQLException {
    TestDatabase.execute(store.dataSource(), statement);
  }

  public DataSource dataSource() {
    return store.dataSource();
  }

  @Override
  public void close() {
    store.close();
  }
}
