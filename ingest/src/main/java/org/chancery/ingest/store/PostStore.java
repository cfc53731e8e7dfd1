package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The one way posts come into the store. A batch is one transaction: posts, whom they address,
 * reactions, responses and all rollups, by what the database says was really changed. Writing the
 * same batch twice changes nothing the second time. One writer writes at a time, whoever it is
 * (live, import, registry). Thread-safe: each call uses its own connection.
 */
public final class PostStore {
  private static final long WRITER_LOCK = 1;

  /**
   * What a batch did.
   *
   * @param posts posts that were not known
   * @param replaced posts of which a better observation came
   * @param reactions reactions that were not known
   */
  public record Written(long posts, long replaced, long reactions) {
    private Written plus(Written more) {
      return new Written(posts + more.posts, replaced + more.replaced, reactions + more.reactions);
    }
  }

  private final DataSource connections;
  private final boolean textIndex;
  private final Partitions partitions = new Partitions();
  private Written total = new Written(0, 0, 0);

  /**
   * @param textIndex whether new months get their text index at once (live), or when {@link
   *     #indexTexts} is called (bulk import)
   */
  public PostStore(DataSource connections, boolean textIndex) {
    this.connections = connections;
    this.textIndex = textIndex;
  }

  /** The database of the store. */
  public DataSource dataSource() {
    return connections;
  }

  /** Holds off all other writers until the transaction of the connection ends. */
  static void lockForWriting(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("select pg_advisory_xact_lock(" + WRITER_LOCK + ")");
    }
  }

  /** Writes a batch; when this returns its rows are durable. */
  public Written write(Batch batch) throws SQLException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Staging.prepare(connection);
        lockForWriting(connection);
        makePartitions(connection, batch);
        Staging.fill(connection, batch);
        Written written = apply(connection, batch);
        connection.commit();
        add(written);
        return written;
      } catch (SQLException | RuntimeException e) {
        forgetPartitions();
        rollback(connection, e);
        throw e;
      }
    }
  }

  private static void rollback(Connection connection, Exception why) {
    try {
      connection.rollback();
    } catch (SQLException alsoBroken) {
      why.addSuppressed(alsoBroken);
    }
  }

  private synchronized void add(Written written) {
    total = total.plus(written);
  }

  /** What all batches of this writer did. */
  public synchronized Written total() {
    return total;
  }

  private synchronized void makePartitions(Connection connection, Batch batch) throws SQLException {
    List<Instant> times = new ArrayList<>(batch.posts.size());
    batch.posts.values().forEach(p -> times.add(p.filed().created()));
    partitions.ensure(connection, times, textIndex);
  }

  private synchronized void forgetPartitions() {
    partitions.forget();
  }

  private static Written apply(Connection connection, Batch batch) throws SQLException {
    int posts = 0;
    int replaced = 0;
    int reactions = 0;
    try (Statement sql = connection.createStatement()) {
      boolean gone = !batch.gone.isEmpty();
      if (gone) {
        sql.executeUpdate(WriteSql.TOMBSTONES);
        sql.executeUpdate(WriteSql.REACTIONS_GONE);
      }
      if (!batch.reactions.isEmpty()) {
        reactions = sql.executeUpdate(WriteSql.REACTIONS);
      }
      if (gone || reactions > 0) {
        sql.executeUpdate(WriteSql.COUNT_REACTIONS);
      }
      if (!batch.posts.isEmpty()) {
        posts = sql.executeUpdate(WriteSql.IDENTITIES);
        if (posts < batch.posts.size()) {
          sql.executeUpdate(WriteSql.FILE);
          sql.executeUpdate(WriteSql.FILED_IDENTITIES);
          sql.executeUpdate(WriteSql.MERGE);
          replaced = count(sql, "touched where replaced");
        }
        sql.executeUpdate(WriteSql.POSTS);
      }
      writeTotals(sql, posts > 0, !batch.totals.isEmpty());
      if (gone) {
        sql.executeUpdate(WriteSql.DELETE);
      }
      boolean touched = count(sql, "touched") > 0;
      if (touched) {
        sql.executeUpdate(WriteSql.TOUCHED_INTERACTIONS);
        sql.executeUpdate(WriteSql.REPLACED_INTERACTIONS);
        sql.executeUpdate(WriteSql.TAKE_RESPONSES);
        sql.executeUpdate(WriteSql.PUT_RESPONSES);
      }
      if (posts > 0) {
        sql.executeUpdate(WriteSql.INTERACTIONS);
        sql.executeUpdate(WriteSql.RESPONSES);
      }
      if (touched || posts > 0) {
        sql.executeUpdate(WriteSql.RESOLVE_RESPONSES);
      }
      if (!batch.audiences.isEmpty()) {
        sql.executeUpdate(WriteSql.AUDIENCE);
        sql.executeUpdate(WriteSql.NAMES);
      }
      if (!batch.states.isEmpty()) {
        sql.executeUpdate(WriteSql.STATES);
      }
    }
    for (Rollups.Source source : Rollups.Source.values()) {
      Rollups.apply(connection, source);
    }
    SourceLedger.write(connection, batch.progress.values(), batch.gaps);
    return new Written(posts, replaced, reactions);
  }

  /** Totals may come before their post: they wait for it. */
  private static void writeTotals(Statement sql, boolean freshPosts, boolean totals)
      throws SQLException {
    if (totals) {
      sql.executeUpdate(WriteSql.TOTALS);
      sql.executeUpdate(WriteSql.EARLY_TOTALS);
    }
    if (freshPosts && count(sql, "(select from early_totals limit 1) e") > 0) {
      sql.executeUpdate(WriteSql.WAITED_TOTALS);
    }
  }

  private static int count(Statement sql, String table) throws SQLException {
    try (var rows = sql.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Makes the text indexes that bulk loading left out. */
  public List<String> indexTexts() throws SQLException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(true);
      return Partitions.indexTexts(connection);
    }
  }
}
