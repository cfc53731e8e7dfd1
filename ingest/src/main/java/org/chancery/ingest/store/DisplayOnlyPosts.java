package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.chancery.core.event.Network;

/** Posts of which the contract of their source lets only the id be given on. Thread-safe. */
public final class DisplayOnlyPosts {
  private final DataSource connections;

  public DisplayOnlyPosts(DataSource connections) {
    this.connections = connections;
  }

  /** Marks posts; a mark stays, whoever brings the post again. */
  static void write(Connection connection, Collection<Change.DisplayOnly> marks)
      throws SQLException {
    if (marks.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into display_only (post_key, brought) values (?, ?) on conflict do nothing")) {
      List<Change.DisplayOnly> ordered = new ArrayList<>(marks);
      ordered.sort(Comparator.comparing(mark -> mark.key().toString()));
      for (Change.DisplayOnly mark : ordered) {
        insert.setObject(1, mark.key());
        insert.setObject(2, mark.brought().atOffset(java.time.ZoneOffset.UTC));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Native ids of those that are kept: whoever brought them is asked whether they still may be. */
  public List<String> kept(Network network) throws SQLException {
    try (Connection connection = connections.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select p.native_id
                from display_only d join post_identity i using (post_key)
                  join posts p on p.created = i.created and p.post_key = d.post_key
                where p.network = ? and p.deleted is null and p.native_id is not null
                order by 1
                """)) {
      select.setInt(1, network.ordinal());
      try (ResultSet row = select.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (row.next()) {
          ids.add(row.getString(1));
        }
        return ids;
      }
    }
  }
}
