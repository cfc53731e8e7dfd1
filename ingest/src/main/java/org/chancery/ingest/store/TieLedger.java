package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * Writes follow links. Moments are folded by least and greatest and days by union, so that any
 * order, any batches and any repetition of the same observations give the same rows. A link that
 * was seen and taken back at the same moment is there.
 */
final class TieLedger {
  static final String TABLES =
      """
      create temp table if not exists stage_tie (from_account int, to_account int, at timestamptz) on commit delete rows;
      create temp table if not exists stage_tie_gone (from_account int, to_account int, at timestamptz) on commit delete rows;
      create temp table if not exists stage_tie_record (record_key uuid, from_account int, to_account int, gone timestamptz) on commit delete rows;
      create temp table if not exists stage_follow_list (account_id int, at timestamptz, total int) on commit delete rows;
      """;

  private static final String DAY = "(at at time zone 'UTC')::date";

  private static final String DAYS = "range_agg(daterange(%1$s, %1$s + 1))".formatted(DAY);

  private static final List<String> STEPS =
      List.of(
          """
          insert into tie (from_account, to_account, first_seen, last_seen, days)
          select from_account, to_account, min(at), max(at), %s from stage_tie group by 1, 2 order by 1, 2
          on conflict (from_account, to_account) do update set
            first_seen = least(tie.first_seen, excluded.first_seen),
            last_seen = greatest(tie.last_seen, excluded.last_seen), days = tie.days + excluded.days
          """
              .formatted(DAYS),
          """
          insert into tie_record as r (record_key, from_account, to_account, gone)
          select record_key, max(from_account), max(to_account), max(gone) from stage_tie_record group by 1 order by 1
          on conflict (record_key) do update set
            from_account = coalesce(r.from_account, excluded.from_account),
            to_account = coalesce(r.to_account, excluded.to_account), gone = greatest(r.gone, excluded.gone)
          """,
          """
          insert into stage_tie_gone (from_account, to_account, at)
          select r.from_account, r.to_account, r.gone from tie_record r
          where r.record_key in (select record_key from stage_tie_record) and r.to_account is not null and r.gone is not null
          """,
          """
          insert into tie (from_account, to_account, told_gone)
          select from_account, to_account, max(at) from stage_tie_gone group by 1, 2 order by 1, 2
          on conflict (from_account, to_account) do update set told_gone = greatest(tie.told_gone, excluded.told_gone)
          """,
          """
          insert into follow_list as l (account_id, newest, total, days)
          select account_id, max(at), (array_agg(total order by at desc, total desc))[1], %s
          from stage_follow_list group by 1 order by 1
          on conflict (account_id) do update set
            total = case when excluded.newest > l.newest then excluded.total
              when excluded.newest = l.newest then greatest(l.total, excluded.total) else l.total end,
            newest = greatest(l.newest, excluded.newest), days = l.days + excluded.days
          """
              .formatted(DAYS));

  private TieLedger() {}

  /** Writes what a batch tells of links. */
  static void write(Connection connection, List<Change.Ties> told) throws SQLException {
    if (told.isEmpty()) {
      return;
    }
    CopyRows seen = new CopyRows(connection, "stage_tie", "from_account, to_account, at");
    CopyRows gone = new CopyRows(connection, "stage_tie_gone", "from_account, to_account, at");
    CopyRows records =
        new CopyRows(connection, "stage_tie_record", "record_key, from_account, to_account, gone");
    CopyRows lists = new CopyRows(connection, "stage_follow_list", "account_id, at, total");
    for (Change.Ties ties : told) {
      Instant at = ties.at();
      switch (ties) {
        case Change.TieHeard tie -> {
          seen.add(tie.from(), tie.to(), at);
          if (tie.record() != null) {
            records.add(tie.record(), tie.from(), tie.to(), null);
          }
        }
        case Change.TieEnded end -> {
          if (end.to() != null) {
            gone.add(end.from(), end.to(), at);
          }
          if (end.record() != null) {
            records.add(end.record(), null, null, at);
          }
        }
        case Change.FollowList list -> {
          for (int to : list.to()) {
            seen.add(list.from(), to, at);
          }
          if (list.complete()) {
            lists.add(list.from(), at, list.total());
          }
        }
      }
    }
    seen.send();
    gone.send();
    records.send();
    lists.send();
    try (Statement sql = connection.createStatement()) {
      for (String step : STEPS) {
        sql.executeUpdate(step);
      }
    }
  }
}
