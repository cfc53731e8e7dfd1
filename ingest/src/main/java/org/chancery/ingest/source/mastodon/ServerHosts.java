package org.chancery.ingest.source.mastodon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Keeps where servers are that are not at the domain of their accounts, so that links to their
 * posts can be told from links that lead elsewhere. For one thread.
 */
final class ServerHosts {
  private static final String WRITE =
      """
      insert into mastodon_server (domain, host) values (?, ?)
      on conflict (domain) do update set host = excluded.host where mastodon_server.host <> excluded.host
      """;

  private final DataSource store;
  private Map<String, String> written = Map.of();

  ServerHosts(DataSource store) {
    this.store = store;
  }

  /**
   * Writes what is new of it.
   *
   * @param hosts by domain
   */
  void keep(Map<String, String> hosts) throws SQLException {
    Map<String, String> news = new HashMap<>(hosts);
    news.entrySet().removeAll(written.entrySet());
    if (news.isEmpty()) {
      return;
    }
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(WRITE)) {
      for (Map.Entry<String, String> one : news.entrySet()) {
        sql.setString(1, one.getKey());
        sql.setString(2, one.getValue());
        sql.addBatch();
      }
      sql.executeBatch();
    }
    written = Map.copyOf(hosts);
  }
}
