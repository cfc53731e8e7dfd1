package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The monthly partitions of {@code posts} and {@code interactions}, with the indexes that each has
 * by itself. A bulk load leaves those to its end.
 */
final class Partitions {
  private final Set<YearMonth> known = new HashSet<>();

  /** What an index is for: numbers and lists, or the search for words. */
  enum Purpose {
    LISTS,
    WORDS
  }

  /**
   * An index of each month of a table.
   *
   * @param name what follows the name of the partition
   * @param on what follows {@code create index … on …}
   */
  private record MonthIndex(String table, String name, Purpose purpose, String on) {
    String create(String partition) {
      return "create index if not exists %1$s_%2$s on %1$s %3$s".formatted(partition, name, on);
    }
  }

  private static final List<MonthIndex> INDEXES =
      List.of(
          new MonthIndex(
              "posts", "actor", Purpose.LISTS, "(actor_id, created) where actor_id is not null"),
          new MonthIndex(
              "posts", "country", Purpose.LISTS, "(country, created) where country is not null"),
          new MonthIndex("posts", "author", Purpose.LISTS, "(author_key, created)"),
          new MonthIndex(
              "interactions",
              "pair",
              Purpose.LISTS,
              "(from_country, to_country, created) where from_country is not null and to_country is not null"),
          new MonthIndex(
              "interactions",
              "target",
              Purpose.LISTS,
              "(to_actor, created) where to_actor is not null"),
          new MonthIndex("interactions", "key", Purpose.LISTS, "(to_key)"),
          new MonthIndex(
              "posts",
              "words",
              Purpose.WORDS,
              "using gin (tsv) with (gin_pending_list_limit = 8192)"));

  /** The months of these moments that are not known to be there. */
  synchronized Set<YearMonth> missing(Stream<Instant> times) {
    Months of = new Months();
    Set<YearMonth> months = times.map(of::month).collect(Collectors.toCollection(TreeSet::new));
    months.removeAll(known);
    return months;
  }

  /** To be called when the transaction that made them has ended well. */
  synchronized void made(Collection<YearMonth> months) {
    known.addAll(months);
  }

  /**
   * Makes partitions that are missing.
   *
   * @param live whether they get all indexes at once; else the words are left to {@link #index},
   *     and months that are over to {@link Unsettled}
   */
  static void make(Connection connection, Collection<YearMonth> months, boolean live)
      throws SQLException {
    for (YearMonth month : months) {
      create(connection, month, live);
    }
  }

  private static void create(Connection connection, YearMonth month, boolean live)
      throws SQLException {
    String suffix = "%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    try (Statement sql = connection.createStatement()) {
      if (exists(sql, "posts_" + suffix)) {
        return;
      }
      String bounds =
          "for values from ('%s-01 00:00+00') to ('%s-01 00:00+00')"
              .formatted(month, month.plusMonths(1));
      attach(sql, "posts", suffix, bounds, " with (fillfactor = 85)");
      attach(sql, "interactions", suffix, bounds, "");
      boolean later = !live && Unsettled.note(connection, month);
      for (MonthIndex index : INDEXES) {
        if (index.purpose() == Purpose.WORDS ? live : !later) {
          sql.execute(index.create(index.table() + "_" + suffix));
        }
      }
    }
  }

  /** Attached, not made in place: that would wait for all readers of all months. */
  private static void attach(
      Statement sql, String table, String suffix, String bounds, String options)
      throws SQLException {
    sql.execute(
        "create table %1$s_%2$s (like %1$s including defaults)%3$s"
            .formatted(table, suffix, options));
    sql.execute(
        "alter table %1$s attach partition %1$s_%2$s %3$s".formatted(table, suffix, bounds));
  }

  private static boolean exists(Statement sql, String table) throws SQLException {
    try (ResultSet found = sql.executeQuery("select to_regclass('%s')".formatted(table))) {
      return found.next() && found.getString(1) != null;
    }
  }

  /**
   * Makes the indexes of a purpose that months lack.
   *
   * @return the partitions that had not all of them
   */
  static Set<String> index(Connection connection, Purpose purpose) throws SQLException {
    Set<String> lacking = new TreeSet<>();
    try (Statement sql = connection.createStatement()) {
      for (MonthIndex index : INDEXES) {
        if (index.purpose() == purpose) {
          for (String partition : without(sql, index)) {
            sql.execute(index.create(partition));
            lacking.add(partition);
          }
        }
      }
    }
    return lacking;
  }

  private static List<String> without(Statement sql, MonthIndex index) throws SQLException {
    List<String> without = new ArrayList<>();
    try (ResultSet found =
        sql.executeQuery(
            """
            select c.relname from pg_inherits h join pg_class c on c.oid = h.inhrelid
            where h.inhparent = '%s'::regclass and to_regclass(c.relname || '_%s') is null order by 1
            """
                .formatted(index.table(), index.name()))) {
      while (found.next()) {
        without.add(found.getString(1));
      }
    }
    return without;
  }
}
