package org.chancery.ingest.source.mastodon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps where servers are that are not at the domain of their accounts, so that links to their
 * posts can be told from links that lead elsewhere. A server that nobody asks any more keeps its
 * place: its posts are still shown. For one thread.
 */
final class ServerHosts {
  private static final String WRITE =
      """
      insert into mastodon_server (domain, host) values (?, ?)
      on conflict (domain) do update set host = excluded.host where mastodon_server.host <> excluded.host
      """;
  private static final String UNLEARN = "delete from mastodon_server where domain = ?";

  private final DataSource store;
  private Map<String, Optional<String>> written = Map.of();

  ServerHosts(DataSource store) {
    this.store = store;
  }

  /**
   * Writes what is new of it.
   *
   * @param hosts by domain; empty for a server that is at its domain
   */
  void keep(Map<String, Optional<String>> hosts) throws SQLException {
    Map<String, Optional<String>> news = new HashMap<>(hosts);
    news.entrySet().removeAll(written.entrySet());
    if (news.isEmpty()) {
      return;
    }
    try (Connection connection = store.getConnection();
        PreparedStatement write = connection.prepareStatement(WRITE);
        PreparedStatement unlearn = connection.prepareStatement(UNLEARN)) {
      for (Map.Entry<String, Optional<String>> one : news.entrySet()) {
        PreparedStatement sql = one.getValue().isPresent() ? write : unlearn;
        sql.setString(1, one.getKey());
        if (one.getValue().isPresent()) {
          sql.setString(2, one.getValue().get());
        }
        sql.addBatch();
      }
      write.executeBatch();
      unlearn.executeBatch();
    }
    written = Map.copyOf(hosts);
  }
}
