package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What people without a public role said is kept for {@link #KEPT} after it was said, then only
 * that it was said, when, and whom of the listed it addressed: what answers and response times are
 * counted from. Text, words for search, tags, links, language and followers go.
 *
 * <p>The age is that of event time, also of an import: its old words never come in ({@link
 * #mayStay}), or go when it ends. An observation without words tells least ({@link #FORGOTTEN}), so
 * that the same post brings them back should its author be listed later. A post that a correction
 * of the registry took from its account keeps them as long as that account keeps its names.
 */
public final class UnlistedWords {
  public static final String RULE = "unlisted-words";

  /** One day less than the thirty that are promised: the next daily run comes within them. */
  public static final Duration KEPT = Duration.ofDays(29);

  /** Stands in {@code richness} where the words are gone. */
  static final int FORGOTTEN = -1;

  /** No clock is so wrong; a post of a later moment would else be kept until then. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final int ROWS = 20_000;
  private static final String UNLISTED = "account_id is null and richness >= 0";
  private static final String DUE =
      UNLISTED
          + " and (created <= ? or created > ?) and (unlisted is null or unlisted < now() - interval '%d days')"
              .formatted(UnlistedAccounts.KEPT.toDays());

  private static final String FORGET =
      """
      with due as (select created, post_key from posts where %s limit %d)
      update posts p set text = '', tsv = null, hashtags = '{}', links = '{}', lang = null,
        followers = null, followers_at = null, native_id = null, richness = %d
      from due where p.created = due.created and p.post_key = due.post_key
      returning p.tableoid::regclass::text
      """
          .formatted(DUE, ROWS, FORGOTTEN);

  private UnlistedWords() {}

  /** Whether words of that event time may be stored. */
  public static boolean mayStay(Instant created, Instant now) {
    return created.isAfter(now.minus(KEPT));
  }

  /**
   * Forgets what is due, a part at a time so that writers go on between, and notes what it did.
   *
   * @param now of the world that is observed
   */
  public static Forgotten forget(DataSource store, Instant now) throws SQLException {
    try (Connection connection = store.getConnection()) {
      long before = due(connection, now);
      long rows = 0;
      Set<String> months = new TreeSet<>();
      connection.setAutoCommit(false);
      for (int some = ROWS; some == ROWS; rows += some) {
        some = forgetSome(connection, now, months);
      }
      connection.setAutoCommit(true);
      try (Statement sql = connection.createStatement()) {
        for (String month : months) {
          sql.execute("vacuum " + month); // old versions of the rows hold the words until then
        }
      }
      Forgotten run =
          new Forgotten(
              RULE, now.minus(KEPT), before, rows, due(connection, now), kept(connection, now));
      RetentionRuns.write(connection, run);
      return run;
    }
  }

  private static int forgetSome(Connection connection, Instant now, Set<String> months)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(FORGET)) {
      PostStore.lockForWriting(connection);
      bounds(sql, now);
      int rows = 0;
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          months.add(row.getString(1));
          rows++;
        }
      }
      connection.commit();
      return rows;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private static void bounds(PreparedStatement sql, Instant now) throws SQLException {
    sql.setTimestamp(1, Timestamp.from(now.minus(KEPT)));
    sql.setTimestamp(2, Timestamp.from(now.plus(AHEAD)));
  }

  private static long due(Connection connection, Instant now) throws SQLException {
    return count(connection, DUE, now);
  }

  private static long kept(Connection connection, Instant now) throws SQLException {
    return count(connection, "%s and not (%s)".formatted(UNLISTED, DUE), now);
  }

  private static long count(Connection connection, String which, Instant now) throws SQLException {
    return RetentionRuns.count(
        connection, "select count(*) from posts where " + which, sql -> bounds(sql, now));
  }
}
