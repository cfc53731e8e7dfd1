package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.chancery.core.event.AccountRef;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;

/**
 * Short keys of the registry's actors and accounts in this store. Immutable once made; a new
 * registry makes a new one. Thread-safe.
 */
public final class RegistryIds {
  private final Map<String, Integer> actors;
  private final Map<String, Integer> accounts;

  /** Of the very rows of the registry, which are asked for most. */
  private final Map<AccountRow, Integer> accountsByRow = new IdentityHashMap<>();

  private RegistryIds(
      Map<String, Integer> actors, Map<String, Integer> accounts, List<AccountRow> rows) {
    this.actors = actors;
    this.accounts = accounts;
    rows.forEach(row -> accountsByRow.put(row, accounts.get(key(row))));
  }

  /** Reads the keys of all actors and accounts of a registry, giving keys to the new ones. */
  public static RegistryIds allot(DataSource store, Registry registry) throws SQLException {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      PostStore.lockForWriting(connection); // writers change accounts too, in another order
      Map<String, Integer> accounts = accounts(connection, registry);
      UnlistedAccounts.note(
          connection,
          registry.accounts().stream().map(RegistryIds::key).map(accounts::get).toList());
      RegistryIds ids =
          new RegistryIds(actors(connection, registry), accounts, registry.accounts());
      connection.commit();
      return ids;
    }
  }

  private static Map<String, Integer> actors(Connection connection, Registry registry)
      throws SQLException {
    String[] slugs = registry.actors().stream().map(Actor::id).toArray(String[]::new);
    try (PreparedStatement add =
        connection.prepareStatement(
            "insert into actor (slug) select unnest(?) on conflict (slug) do nothing")) {
      add.setArray(1, connection.createArrayOf("text", slugs));
      add.execute();
    }
    Map<String, Integer> ids = new HashMap<>();
    try (PreparedStatement all = connection.prepareStatement("select slug, actor_id from actor");
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        ids.put(row.getString(1), row.getInt(2));
      }
    }
    return ids;
  }

  private static Map<String, Integer> accounts(Connection connection, Registry registry)
      throws SQLException {
    Map<String, AccountRow> wanted = new LinkedHashMap<>();
    registry.accounts().forEach(row -> wanted.put(key(row), row));
    Map<String, Integer> ids = existing(connection);
    try (PreparedStatement add =
            connection.prepareStatement(
                "insert into account (network, native_id, handle) values (?, ?, ?)");
        PreparedStatement rename =
            connection.prepareStatement(
                "update account set handle = ? where account_id = ? and handle <> ?")) {
      for (Map.Entry<String, AccountRow> entry : wanted.entrySet()) {
        AccountRow row = entry.getValue();
        Integer known = ids.get(entry.getKey());
        if (known == null) {
          add.setShort(1, (short) row.network().ordinal());
          add.setString(2, row.nativeId());
          add.setString(3, row.handle());
          add.addBatch();
        } else {
          rename.setString(1, row.handle());
          rename.setInt(2, known);
          rename.setString(3, row.handle());
          rename.addBatch();
        }
      }
      add.executeBatch();
      rename.executeBatch();
    }
    return existing(connection);
  }

  private static Map<String, Integer> existing(Connection connection) throws SQLException {
    Map<String, Integer> ids = new HashMap<>();
    try (PreparedStatement all =
            connection.prepareStatement(
                "select network, native_id, handle, account_id from account");
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        ids.put(key(row.getInt(1), row.getString(2), row.getString(3)), row.getInt(4));
      }
    }
    return ids;
  }

  private static String key(AccountRow row) {
    return key(row.network().ordinal(), row.nativeId(), row.handle());
  }

  private static String key(
      int network, @org.jspecify.annotations.Nullable String nativeId, String handle) {
    return network + (nativeId != null ? "#" + nativeId : "@" + AccountRef.fold(handle));
  }

  /** Key of a listed actor. */
  public int actor(String slug) {
    Integer id = actors.get(slug);
    if (id == null) {
      throw new IllegalArgumentException("no actor " + slug + " in this store");
    }
    return id;
  }

  /** Key of a listed account. */
  public int account(AccountRow row) {
    Integer known = accountsByRow.get(row);
    Integer id = known != null ? known : accounts.get(key(row));
    if (id == null) {
      throw new IllegalArgumentException("no account " + row.handle() + " in this store");
    }
    return id;
  }
}
