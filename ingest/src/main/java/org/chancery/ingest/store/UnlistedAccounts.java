package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import javax.sql.DataSource;

/**
 * Accounts that the registry does not list any more: after {@link #KEPT} their names go. Their
 * posts were attributed to nobody when they left.
 */
public final class UnlistedAccounts {
  /** Time to notice that a row went by mistake, or that another registry was given. */
  public static final Duration KEPT = Duration.ofDays(90);

  private static final RetentionRuns.Rule NAMES =
      new RetentionRuns.Rule(
          "unlisted-accounts",
          "account",
          "unlisted_since is not null and (native_id is not null or handle <> 'removed-' || account_id)",
          "unlisted_since",
          "native_id = null, handle = 'removed-' || account_id, name = null, name_at = null");

  private UnlistedAccounts() {}

  /** Notes which accounts are listed and since when others are not. */
  static void note(Connection connection, Collection<Integer> listed) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            """
            update account set unlisted_since = case when account_id = any(?) then null else now() end
            where (account_id = any(?)) = (unlisted_since is not null)
            """)) {
      var ids = connection.createArrayOf("int4", listed.toArray());
      sql.setArray(1, ids);
      sql.setArray(2, ids);
      sql.executeUpdate();
    }
  }

  /**
   * Forgets the names that are due, and notes what it did.
   *
   * @param now of the database's clock
   */
  public static Forgotten forget(DataSource store, Instant now) throws SQLException {
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      PostStore.lockForWriting(connection);
      Forgotten run = RetentionRuns.run(connection, NAMES, now.minus(KEPT));
      connection.commit();
      return run;
    }
  }
}
