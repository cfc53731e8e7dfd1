package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;

/**
 * Native ids that were looked up for listed accounts whose rows in the registry have none. The
 * registry itself stays as its keepers wrote it. Thread-safe.
 */
public final class ResolvedAccounts {
  private static final String READ =
      "select handle, native_id from resolved_account where network = ?";
  private static final String WRITE =
      """
      insert into resolved_account (network, handle, native_id, at) values (?, ?, ?, ?)
      on conflict (network, handle) do update set native_id = excluded.native_id, at = excluded.at
      """;

  private ResolvedAccounts() {}

  /** The ids of one network by folded handle. */
  private static Map<String, String> read(DataSource store, Network network) throws SQLException {
    Map<String, String> ids = new HashMap<>();
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(READ)) {
      sql.setShort(1, (short) network.ordinal());
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          ids.put(row.getString(1), row.getString(2));
        }
      }
    }
    return ids;
  }

  /** Keeps ids by folded handle. */
  public static void write(DataSource store, Network network, Map<String, String> ids, Instant at)
      throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(WRITE)) {
      connection.setAutoCommit(false);
      for (Map.Entry<String, String> id : ids.entrySet()) {
        sql.setShort(1, (short) network.ordinal());
        sql.setString(2, id.getKey());
        sql.setString(3, id.getValue());
        sql.setTimestamp(4, Timestamp.from(at));
        sql.addBatch();
      }
      sql.executeBatch();
      connection.commit();
    }
  }

  /** The registry with the ids of Bluesky's accounts that were looked up. */
  public static Registry complete(DataSource store, Registry registry) throws SQLException {
    Map<String, String> ids = read(store, Network.BLUESKY);
    if (ids.isEmpty()) {
      return registry;
    }
    List<AccountRow> rows = registry.accounts().stream().map(row -> complete(row, ids)).toList();
    return new Registry(registry.countries(), registry.actors(), rows, registry.tenures());
  }

  private static AccountRow complete(AccountRow row, Map<String, String> ids) {
    String id = ids.get(AccountRef.fold(row.handle()));
    return row.network() != Network.BLUESKY || row.nativeId() != null || id == null
        ? row
        : new AccountRow(
            row.actor(),
            row.network(),
            row.handle(),
            id,
            row.from(),
            row.to(),
            row.source(),
            row.checked());
  }
}
