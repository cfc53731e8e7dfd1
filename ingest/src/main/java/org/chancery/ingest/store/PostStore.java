package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way posts come into the store. A batch is one transaction: posts, whom they address,
 * reactions, responses and all rollups, by what the database says was really changed. Writing the
 * same batch twice changes nothing the second time. One writer writes at a time, whoever it is
 * (live, import, registry). Thread-safe: each call uses its own connection.
 */
public final class PostStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostStore.class);
  private static final long WRITER_LOCK = 1;
  private static final String DEADLOCK = "40P01";
  private static final int MOST_ATTEMPTS = 50;

  /** Posts take as long as all else at the end of a load; two processors have no more to give. */
  private static final int SETTLERS = 2;

  /**
   * What a batch did.
   *
   * @param posts posts that were not known
   * @param replaced posts of which a better observation came
   * @param reactions reactions that were not known
   * @param takenBack deletions heard, of whatever, and accounts closed or opened: when it grew,
   *     something may have to vanish from what was made of posts before
   */
  public record Written(long posts, long replaced, long reactions, long takenBack) {
    private Written plus(Written more) {
      return new Written(
          posts + more.posts,
          replaced + more.replaced,
          reactions + more.reactions,
          takenBack + more.takenBack);
    }
  }

  private final DataSource connections;
  private final boolean live;
  private final Partitions partitions = new Partitions();
  private Written total = new Written(0, 0, 0, 0);

  /**
   * @param live whether new months get their indexes at once and every batch enters the rollups; a
   *     bulk load leaves that of its own months to {@link #settle} and {@link #indexTexts}, and
   *     copies posts that were never seen by the short way
   */
  public PostStore(DataSource connections, boolean live) {
    this.connections = connections;
    this.live = live;
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

  /** As {@link #lockForWriting}, for those who add up beside each other. */
  private static void lockOutWriters(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("select pg_advisory_xact_lock_shared(" + WRITER_LOCK + ")");
    }
  }

  /** Writes a batch; when this returns its rows are durable. */
  public Written write(Batch batch) throws SQLException {
    makePartitions(batch);
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<Written> written = attempt(batch, !live && attempt == 1);
        if (written.isPresent()) {
          add(written.get());
          return written.get();
        }
      } catch (SQLException e) {
        if (!DEADLOCK.equals(e.getSQLState()) || attempt == MOST_ATTEMPTS) {
          throw e;
        }
        LOG.info("two writers met at the same post, this one goes again");
      }
    }
  }

  /**
   * Empty when a month was settled by somebody else while posts were copied into it.
   *
   * @param shortWay whether fresh posts are copied before the writer's lock is taken. Two who copy
   *     can wait for each other; who goes again takes the lock first, and so waits for those only
   *     who still copy
   */
  private Optional<Written> attempt(Batch batch, boolean shortWay) throws SQLException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Staging.prepare(connection);
        Set<Unsettled.Part> unsettled = shortWay ? Unsettled.parts(connection) : Set.of();
        Set<UUID> copied = shortWay ? FreshPosts.copy(connection, batch, unsettled) : Set.of();
        lockForWriting(connection);
        if (!unsettled.isEmpty() && !Unsettled.parts(connection).containsAll(unsettled)) {
          connection.rollback();
          return Optional.empty();
        }
        Staging.fill(connection, batch, copied);
        Written written = apply(connection, batch, copied.size());
        connection.commit();
        return Optional.of(written);
      } catch (SQLException | RuntimeException e) {
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

  /** In a transaction of its own, so that nobody copies into a month that another one makes. */
  private synchronized void makePartitions(Batch batch) throws SQLException {
    Set<YearMonth> months =
        partitions.missing(batch.posts.values().stream().map(p -> p.filed().created()));
    if (months.isEmpty()) {
      return;
    }
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        lockForWriting(connection);
        Partitions.make(connection, months, live);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
    partitions.made(months);
  }

  /**
   * Runs the statements over what is staged.
   *
   * @param copied posts that are in already
   */
  private static Written apply(Connection connection, Batch batch, int copied) throws SQLException {
    int posts = 0;
    int replaced = 0;
    int reactions = 0;
    int takenBack = 0;
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
      int staged = batch.posts.size() - copied;
      if (staged > 0) {
        posts = sql.executeUpdate(WriteSql.IDENTITIES);
        if (posts < staged) {
          sql.executeUpdate(WriteSql.FILE);
          sql.executeUpdate(WriteSql.FILED_IDENTITIES);
          sql.executeUpdate(WriteSql.MERGE);
          replaced = count(sql, "touched where replaced");
        }
        sql.executeUpdate(WriteSql.POSTS);
      }
      writeTotals(sql, posts + copied > 0, !batch.totals.isEmpty());
      if (gone) {
        takenBack += sql.executeUpdate(WriteSql.DELETE);
      }
      if (copied > 0 && count(sql, "tombstone join fresh using (post_key)") > 0) {
        sql.executeUpdate(WriteSql.DELETED_BEFORE);
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
      if (touched || posts + copied > 0) {
        sql.executeUpdate(WriteSql.RESOLVE_RESPONSES);
      }
      if (!batch.audiences.isEmpty()) {
        sql.executeUpdate(WriteSql.AUDIENCE);
        sql.executeUpdate(WriteSql.NAMES);
      }
      if (count(sql, CountedAccounts.CLOSED + " c") > 0) {
        run(sql, WriteSql.UNCOUNT_CLOSED);
      }
      addUp(connection);
      if (!batch.states.isEmpty()) {
        takenBack += flip(connection, sql);
      }
    }
    SourceLedger.write(connection, batch.progress.values(), batch.gaps);
    DisplayOnlyPosts.write(connection, batch.displayOnly.values());
    AlertLedger.write(connection, batch.alerts);
    TieLedger.write(connection, batch.ties);
    SourcePlaces.write(connection, batch.places.values());
    return new Written(posts + copied, replaced, reactions, takenBack);
  }

  private static void addUp(Connection connection) throws SQLException {
    boolean settled = Unsettled.parts(connection).isEmpty();
    for (Rollups.Source source : Rollups.Source.values()) {
      String changes = "select * from " + source.delta();
      Rollups.apply(connection, source, settled ? changes : Unsettled.settled(source));
    }
  }

  /**
   * Closes and opens accounts; tells how many. Their posts are added up by themselves: a rollup
   * reads the rows of a post with one sign as one.
   */
  private static int flip(Connection connection, Statement sql) throws SQLException {
    sql.executeUpdate(WriteSql.STATES);
    int flipped = count(sql, "flipped");
    if (flipped > 0) {
      sql.execute("truncate delta_posts, delta_interactions, delta_responses");
      run(sql, WriteSql.COUNT_FLIPPED);
      addUp(connection);
    }
    return flipped;
  }

  private static void run(Statement sql, List<String> statements) throws SQLException {
    for (String statement : statements) {
      sql.executeUpdate(statement);
    }
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

  /** How far sources are stored here. */
  public SourcePlaces places() {
    return new SourcePlaces(connections);
  }

  /**
   * Ends a bulk load, this one or one that was cut off: adds its months to the rollups and makes
   * the indexes of lists. Sources of rollups do not share a row, so each has a connection of its
   * own. Others write meanwhile, a month being held for as long as it is added up.
   *
   * @return the months that were added up
   */
  public Set<YearMonth> settle() throws SQLException {
    try (ExecutorService beside = Executors.newFixedThreadPool(SETTLERS)) {
      List<Future<Set<YearMonth>>> additions =
          Stream.of(Rollups.Source.values())
              .map(source -> beside.submit(() -> addUpMonths(source)))
              .toList();
      Future<Set<String>> indexes = beside.submit(this::indexLists);
      Set<YearMonth> months = new TreeSet<>();
      for (Future<Set<YearMonth>> addition : additions) {
        months.addAll(addition.get());
      }
      indexes.get();
      return months;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while months were added up", e);
    }
  }

  /** Months of one source of rollups, one after the other, each in a transaction. */
  private Set<YearMonth> addUpMonths(Rollups.Source source) throws SQLException {
    Set<YearMonth> months = new TreeSet<>();
    try (Connection connection = connections.getConnection()) {
      List<Unsettled.Part> parts =
          Unsettled.parts(connection).stream().filter(p -> p.source() == source).toList();
      connection.setAutoCommit(false);
      for (Unsettled.Part part : parts) {
        lockOutWriters(connection);
        Unsettled.addUp(connection, part);
        connection.commit();
        months.add(part.month());
      }
    }
    return months;
  }

  /** Without workers of PostgreSQL's own: {@link #SETTLERS} are at work. */
  private Set<String> indexLists() throws SQLException {
    try (Connection connection = connections.getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(true);
      sql.execute("set max_parallel_maintenance_workers = 0");
      try {
        return Partitions.index(connection, Partitions.Purpose.LISTS);
      } finally {
        sql.execute("reset max_parallel_maintenance_workers");
      }
    }
  }

  /**
   * Makes the text indexes that bulk loading left out.
   *
   * @return the partitions that had none
   */
  public Set<String> indexTexts() throws SQLException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(true);
      return Partitions.index(connection, Partitions.Purpose.WORDS);
    }
  }
}
