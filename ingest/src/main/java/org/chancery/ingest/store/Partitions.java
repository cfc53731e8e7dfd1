package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The monthly partitions of {@code posts} and {@code interactions}. The text index of a month is
 * made with the partition, or later when a bulk load asks so.
 */
final class Partitions {
  private final Set<YearMonth> known = new HashSet<>();

  static YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  /** The months of these moments that are not known to be there. */
  synchronized Set<YearMonth> missing(Stream<Instant> times) {
    Set<YearMonth> months =
        times.map(Partitions::monthOf).collect(Collectors.toCollection(TreeSet::new));
    months.removeAll(known);
    return months;
  }

  /** To be called when the transaction that made them has ended well. */
  synchronized void made(Collection<YearMonth> months) {
    known.addAll(months);
  }

  /** Makes partitions that are missing; with {@code textIndex} false without that index. */
  static void make(Connection connection, Collection<YearMonth> months, boolean textIndex)
      throws SQLException {
    for (YearMonth month : months) {
      create(connection, month, textIndex);
    }
  }

  private static void create(Connection connection, YearMonth month, boolean textIndex)
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
      if (textIndex) {
        sql.execute(textIndexOf("posts_" + suffix));
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

  private static String textIndexOf(String partition) {
    return "create index if not exists %s_words on %s using gin (tsv) with (gin_pending_list_limit = 8192)"
        .formatted(partition, partition);
  }

  /** Makes the text indexes that a bulk load left out; gives the partitions that had none. */
  static List<String> indexTexts(Connection connection) throws SQLException {
    List<String> without = new ArrayList<>();
    try (Statement sql = connection.createStatement()) {
      try (ResultSet found =
          sql.executeQuery(
              """
              select c.relname from pg_inherits h join pg_class c on c.oid = h.inhrelid
              where h.inhparent = 'posts'::regclass
                and to_regclass(c.relname || '_words') is null order by 1
              """)) {
        while (found.next()) {
          without.add(found.getString(1));
        }
      }
      for (String partition : without) {
        sql.execute(textIndexOf(partition));
      }
    }
    return without;
  }
}
