package org.chancery.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.chancery.core.decode.Words;
import org.chancery.core.event.Network;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Rollups;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills a store with generated posts straight by COPY, indexes last, so that millions are there in
 * minutes; the rollups are then made by the product's own rebuild. Seeded: each block of posts has
 * its own generator, so that blocks can be written side by side.
 */
final class PostFill {
  private static final int BLOCK = 50_000;
  private static final int VOCABULARY = 30_000;
  static final int TAGS = 3_000;
  private static final int WORDS = 20;

  /** Where all of them are published. */
  static final Network NETWORK = Network.BLUESKY;

  private final DataSource store;
  private final long posts;
  private final Instant from;
  private final Instant to;
  private final long seed;

  PostFill(DataSource store, long posts, Instant from, Instant to, long seed) {
    this.store = store;
    this.posts = posts;
    this.from = from;
    this.to = to;
    this.seed = seed;
  }

  void fill() throws Exception {
    List<String> indexes = new ArrayList<>();
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      indexes.addAll(dropIndexes(sql));
      partitions(sql);
    }
    Used used = new Used();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<?>> all = new ArrayList<>();
      for (long block = 0; block * BLOCK < posts; block++) {
        long number = block;
        all.add(
            pool.submit(
                () -> {
                  block(number);
                  return null;
                }));
      }
      for (int i = 0; i < all.size(); i++) {
        all.get(i).get();
        if (i % 20 == 19) {
          System.out.printf("  %,d posts, %.0f s%n", (i + 1L) * BLOCK, used.seconds());
        }
      }
    }
    System.out.printf("  posts in: %.0f s%n", used.seconds());
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("set maintenance_work_mem = '1GB'");
      for (String index : indexes) {
        sql.execute(index);
      }
      System.out.printf("  indexes: %.0f s%n", used.seconds());
      sql.execute(
          "insert into post_identity select post_key, created from posts order by post_key");
      System.out.printf("  identities: %.0f s%n", used.seconds());
      new PostStore(store, false).settle(); // indexes of each month
      System.out.printf("  indexes of months: %.0f s%n", used.seconds());
      for (YearMonth month = month(from); !month.isAfter(month(to)); month = month.plusMonths(1)) {
        String name = "posts_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
        sql.execute(
            "create index %s_words on %s using gin (tsv) with (gin_pending_list_limit = 8192)"
                .formatted(name, name));
      }
      System.out.printf("  text indexes: %.0f s%n", used.seconds());
      sql.execute("vacuum analyze posts");
      sql.execute("vacuum analyze interactions");
      sql.execute("vacuum analyze post_identity");
    }
    Rollups.rebuild(store);
    System.out.printf("  rollups: %.0f s%n", used.seconds());
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  private static List<String> dropIndexes(Statement sql) throws SQLException {
    List<String> definitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (ResultSet row =
        sql.executeQuery(
            "select indexname, indexdef from pg_indexes where tablename in ('posts', 'interactions')")) {
      while (row.next()) {
        names.add(row.getString(1));
        definitions.add(row.getString(2).replace(" ON ONLY ", " ON "));
      }
    }
    for (String name : names) {
      sql.execute("drop index " + name);
    }
    return definitions;
  }

  private void partitions(Statement sql) throws SQLException {
    for (YearMonth month = month(from); !month.isAfter(month(to)); month = month.plusMonths(1)) {
      for (String table : List.of("posts", "interactions")) {
        sql.execute(
            "create table %s_%04d_%02d partition of %s for values from ('%s-01 00:00+00') to ('%s-01 00:00+00')"
                .formatted(
                    table,
                    month.getYear(),
                    month.getMonthValue(),
                    table,
                    month,
                    month.plusMonths(1)));
      }
    }
  }

  private void block(long number) throws SQLException {
    Random random = new Random(seed * 1_000_003 + number);
    StringBuilder rows = new StringBuilder(BLOCK * 700);
    StringBuilder interactions = new StringBuilder(BLOCK * 120);
    long first = number * BLOCK;
    long span = to.toEpochMilli() - from.toEpochMilli();
    for (long i = first; i < Math.min(posts, first + BLOCK); i++) {
      Instant created = from.plusMillis((long) (span * (i / (double) posts)));
      post(random, created, rows, interactions);
    }
    try (Connection connection = store.getConnection()) {
      copy(
          connection,
          """
          copy posts (post_key, created, seen, network, kind, account_id, actor_id, country, author_key, native_id, richness,
            lang, text, tsv, hashtags, links, given, media, followers, counted, likes, reposts, replies, quotes) from stdin
          """,
          rows);
      copy(
          connection,
          """
          copy interactions (created, post_key, network, kind, from_account, from_actor, from_country, to_key, to_account,
            to_actor, to_country) from stdin
          """,
          interactions);
    }
  }

  private static void copy(Connection connection, String sql, StringBuilder rows)
      throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    copy.endCopy();
  }

  private static void post(
      Random random, Instant created, StringBuilder rows, StringBuilder interactions) {
    int author = random.nextInt(Universe.LISTED);
    String key = new UUID(random.nextLong(), random.nextLong()).toString();
    double what = random.nextDouble();
    int kind = what < 0.7 ? 0 : what < 0.85 ? 1 : what < 0.95 ? 2 : 3;
    StringBuilder text = new StringBuilder(160);
    for (int i = 0; i < WORDS; i++) {
      text.append(i == 0 ? "" : " ").append(word((int) Math.pow(VOCABULARY, random.nextDouble())));
    }
    String tag = random.nextInt(3) == 0 ? "t" + (int) Math.pow(TAGS, random.nextDouble()) : "";
    String tsv = Words.tsvector(text.toString()) + (tag.isEmpty() ? "" : " '#" + tag + "'");
    int reposts = random.nextInt(20);
    field(rows, key)
        .append(created)
        .append('\t')
        .append(created)
        .append('\t')
        .append(NETWORK.ordinal())
        .append('\t')
        .append(kind);
    rows.append('\t').append(author + 1).append('\t').append(author + 1).append('\t');
    rows.append(Universe.country(author)).append('\t');
    field(rows, new UUID(7, author).toString());
    rows.append("at://x/").append(key).append("\t4000\ten\t").append(text).append('\t').append(tsv);
    rows.append("\t{")
        .append(tag)
        .append("}\t{}\t7\t0\t")
        .append(1_000 + author * 37)
        .append("\tt\t");
    rows.append(reposts * 4).append('\t').append(reposts).append("\t1\t0\n");
    if (kind != 0 || random.nextInt(3) == 0) {
      int to = random.nextInt(Universe.LISTED);
      interactions.append(created).append('\t');
      field(interactions, key).append("0\t").append(kind).append('\t').append(author + 1);
      interactions.append('\t').append(author + 1).append('\t').append(Universe.country(author));
      interactions.append('\t').append(new UUID(7, to)).append('\t').append(to + 1).append('\t');
      interactions.append(to + 1).append('\t').append(Universe.country(to)).append('\n');
    }
  }

  private static StringBuilder field(StringBuilder row, String value) {
    return row.append(value).append('\t');
  }

  /** Rank 1 is the most frequent word. */
  static String word(int rank) {
    return "w" + Integer.toString(rank * 7919 % 1_000_003, 36);
  }
}
