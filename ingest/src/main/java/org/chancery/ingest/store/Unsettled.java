package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Months that a bulk load made and whose posts are not in the rollups yet: to add a month up once
 * costs a third of adding up each batch. Whoever writes leaves the changes of such a month out of
 * the rollups; {@link #addUp} then takes the month as it stands, one source of rollups at a time.
 */
final class Unsettled {
  private static final String CHANGED =
      """
      select * from %1$s c where not exists (select from unsettled u
        where u.source = '%2$s' and u.month = date_trunc('month', c.%3$s, 'UTC') at time zone 'UTC')
      """;

  /** What rollups of one source lack. */
  record Part(YearMonth month, Rollups.Source source) {}

  private Unsettled() {}

  /** The parts, as of now. */
  static Set<Part> parts(Connection connection) throws SQLException {
    Set<Part> parts = new LinkedHashSet<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery("select month, source from unsettled order by month, source")) {
      while (row.next()) {
        parts.add(
            new Part(
                YearMonth.from(row.getObject(1, LocalDate.class)),
                Rollups.Source.named(row.getString(2))));
      }
    }
    return parts;
  }

  /**
   * Notes a month that has just been made, unless it is still going on: live posts of that one are
   * to be seen at once.
   */
  static boolean note(Connection connection, YearMonth month) throws SQLException {
    try (var sql =
        connection.prepareStatement(
            """
            insert into unsettled select ?, source from unnest(?) source
            where ? < date_trunc('month', now(), 'UTC') at time zone 'UTC'
            """)) {
      sql.setObject(1, month.atDay(1), Types.DATE);
      sql.setArray(2, connection.createArrayOf("text", Rollups.Source.names()));
      sql.setObject(3, month.atDay(1), Types.DATE);
      return sql.executeUpdate() > 0;
    }
  }

  /** What of a delta table goes into the rollups now. */
  static String settled(Rollups.Source source) {
    return CHANGED.formatted(source.delta(), source, source.moment);
  }

  /**
   * Adds a part to its rollups; from then on it is like any other. Nothing is done if somebody else
   * was first. Nobody may write meanwhile.
   */
  static void addUp(Connection connection, Part part) throws SQLException {
    Staging.prepare(connection);
    Rollups.Source source = part.source();
    YearMonth month = part.month();
    try (Statement sql = connection.createStatement()) {
      if (sql.executeUpdate(
              "delete from unsettled where month = '%s-01' and source = '%s'"
                  .formatted(month, source))
          == 0) {
        return;
      }
      sql.execute("set local work_mem = '128MB'");
      sql.execute("delete from " + source.delta());
      sql.execute(
          "insert into %1$s select * from (%2$s) s where %3$s >= '%4$s-01 00:00+00' and %3$s < '%5$s-01 00:00+00'"
              .formatted(source.delta(), source.stored, source.moment, month, month.plusMonths(1)));
      Rollups.apply(connection, source, "select * from " + source.delta());
    }
  }
}
