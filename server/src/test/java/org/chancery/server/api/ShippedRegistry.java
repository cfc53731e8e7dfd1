package org.chancery.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.topology.Directory;
import org.chancery.ingest.topology.LiveBoard;
import org.chancery.server.hub.Surroundings;

/** A hub with the list as it is shipped, and days with posts of a few accounts. */
final class ShippedRegistry implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final Path FOLDER = Path.of(System.getProperty("chancery.root", ".."), "registry");

  final Registry registry = RegistryFiles.load(List.of(FOLDER)).registry();
  final Surroundings surroundings;
  final ApiHandler handler;
  private final EmbeddedDatabase server;
  private final Store store;
  private final RegistryIds ids;

  ShippedRegistry(Path folder) throws IOException, SQLException {
    server = EmbeddedDatabase.start(Files.createDirectories(folder.resolve("store")));
    store = Store.open(server.url());
    ids = RegistryIds.allot(store.dataSource(), registry);
    Directory directory = new Directory(registry, ids);
    surroundings =
        new Surroundings(
            store.dataSource(),
            () -> directory,
            new LiveBoard(),
            () -> NOW,
            false,
            1,
            new Surroundings.Build("0.1-test", "abc123", "2026-11-22"));
    handler = TestHub.handler(surroundings, true);
  }

  AccountRow account(String actor, Network network) {
    return registry.accountsOf(actor).stream()
        .filter(row -> row.network() == network)
        .findFirst()
        .orElseThrow();
  }

  /** A UTC day on which an account posted. */
  void posted(AccountRow row, String day) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into account_day values (?, ?, ?, '', ?, 'en', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                """)) {
      insert.setDate(1, Date.valueOf(LocalDate.parse(day)));
      insert.setInt(2, ids.account(row));
      insert.setInt(3, ids.actor(row.actor()));
      insert.setShort(4, (short) row.network().ordinal());
      insert.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  @Override
  public void close() {
    store.close();
    server.close();
  }
}
