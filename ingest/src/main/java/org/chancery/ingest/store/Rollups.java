package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The rollups. Each is one aggregate over rows with a sign; the same text is added up over what a
 * transaction changed and run over all stored posts to rebuild or check.
 */
public final class Rollups {
  private static final String RESPONSE =
      "reply_key, post_key, account_id, actor_id, country, network, replied, seconds";

  private Rollups() {}

  /** What an aggregate reads: signed posts, interactions or responses. */
  enum Source {
    POSTS(
        """
        select 1 as sign, post_key, created, network, kind, account_id, actor_id, country, lang,
               hashtags, followers, likes, reposts, replies, quotes
        from posts where deleted is null and account_id is not null and account_id not in %s
        """
            .formatted(CountedAccounts.CLOSED),
        "created"),
    INTERACTIONS(
        """
        select 1 as sign, created, post_key, network, kind, from_account, from_actor, from_country,
               to_account, to_actor, to_country
        from interactions where from_account is null or from_account not in %s
        """
            .formatted(CountedAccounts.CLOSED),
        "created"),
    RESPONSES(
        """
        select 1 as sign, account_id, actor_id, country, network, replied, seconds
        from response where seconds is not null and account_id not in %s
        """
            .formatted(CountedAccounts.CLOSED),
        "replied");

    final String stored;
    final String moment;

    /**
     * @param stored what stands in the store
     * @param moment the column that tells the month
     */
    Source(String stored, String moment) {
      this.stored = stored;
      this.moment = moment;
    }

    String delta() {
      return "delta_" + this;
    }

    /** As it stands in the database. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Source named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String[] names() {
      return Stream.of(values()).map(Source::toString).toArray(String[]::new);
    }
  }

  /**
   * One aggregate.
   *
   * @param keys columns of the primary key, in its order
   * @param sums columns that add up
   * @param histograms columns of histogram entries, which add up side by side
   * @param select the aggregate with {@code %s} where its source stands
   */
  record Rollup(
      String table,
      List<String> keys,
      List<String> sums,
      List<String> histograms,
      Source source,
      String select) {

    Rollup(String table, List<String> keys, List<String> sums, Source source, String select) {
      this(table, keys, sums, List.of(), source, select);
    }
  }

  static final List<Rollup> ALL =
      List.of(
          new Rollup(
              "account_day",
              List.of("day", "account_id", "actor_id", "country", "network", "lang"),
              List.of(
                  "originals",
                  "replies_made",
                  "reposts_made",
                  "quotes_made",
                  "engaged",
                  "likes",
                  "reposts",
                  "replies",
                  "quotes",
                  "repost_known",
                  "repost_sum",
                  "repost_squares"),
              Source.POSTS,
              """
              select (created at time zone 'UTC')::date as day, account_id, actor_id, country, network,
                     coalesce(lang, '') as lang,
                     coalesce(sum(sign) filter (where kind = 0), 0) as originals,
                     coalesce(sum(sign) filter (where kind = 1), 0) as replies_made,
                     coalesce(sum(sign) filter (where kind = 2), 0) as reposts_made,
                     coalesce(sum(sign) filter (where kind = 3), 0) as quotes_made,
                     coalesce(sum(sign) filter (where kind <> 2 and coalesce(likes, reposts, replies, quotes) is not null), 0) as engaged,
                     coalesce(sum(sign * likes) filter (where kind <> 2), 0) as likes,
                     coalesce(sum(sign * reposts) filter (where kind <> 2), 0) as reposts,
                     coalesce(sum(sign * replies) filter (where kind <> 2), 0) as replies,
                     coalesce(sum(sign * quotes) filter (where kind <> 2), 0) as quotes,
                     coalesce(sum(sign) filter (where kind = 0 and reposts is not null), 0) as repost_known,
                     coalesce(sum(sign * reposts) filter (where kind = 0), 0) as repost_sum,
                     coalesce(sum(sign * reposts * reposts) filter (where kind = 0 and reposts <= 1000000000), 0)
                       + coalesce(sum(sign * reposts::numeric * reposts) filter (where kind = 0 and reposts > 1000000000), 0) as repost_squares
              from (%s) s group by 1, 2, 3, 4, 5, 6
              """),
          new Rollup(
              "country_hour",
              List.of("country", "hour", "network", "lang"),
              List.of("originals", "replies_made", "reposts_made", "quotes_made"),
              Source.POSTS,
              """
              select date_bin('1 hour', created, 'epoch') as hour, country, network, coalesce(lang, '') as lang,
                     coalesce(sum(sign) filter (where kind = 0), 0) as originals,
                     coalesce(sum(sign) filter (where kind = 1), 0) as replies_made,
                     coalesce(sum(sign) filter (where kind = 2), 0) as reposts_made,
                     coalesce(sum(sign) filter (where kind = 3), 0) as quotes_made
              from (%s) s group by 1, 2, 3, 4
              """),
          new Rollup(
              "tag_day",
              List.of("actor_id", "day", "tag", "country", "network"),
              List.of("posts"),
              Source.POSTS,
              """
              select (created at time zone 'UTC')::date as day, actor_id, country, network, tag, sum(sign) as posts
              from (%s) s cross join unnest(hashtags) as tag where kind <> 2 and hashtags <> '{}' group by 1, 2, 3, 4, 5
              """),
          new Rollup(
              "tag_sum",
              List.of("day", "tag", "network"),
              List.of("posts"),
              Source.POSTS,
              """
              select (created at time zone 'UTC')::date as day, tag, network, sum(sign) as posts
              from (%s) s cross join unnest(hashtags) as tag where kind <> 2 and hashtags <> '{}' group by 1, 2, 3
              """),
          new Rollup(
              "edge",
              List.of("grain", "start", "from_country", "to_country", "network"),
              List.of("mentions", "replies", "reposts", "quotes", "any_kind"),
              Source.INTERACTIONS,
              """
              select grain, start, from_country, to_country, network,
                     sum(mentions) as mentions, sum(replies) as replies,
                     sum(reposts) as reposts, sum(quotes) as quotes, sum(any_kind) as any_kind
              from (select (created at time zone 'UTC')::date as day, from_country, to_country, network,
                           coalesce(sum(sign) filter (where mentions), 0) as mentions, coalesce(sum(sign) filter (where replies), 0) as replies,
                           coalesce(sum(sign) filter (where reposts), 0) as reposts, coalesce(sum(sign) filter (where quotes), 0) as quotes, sum(sign) as any_kind
                    from (select sign, created, from_country, to_country, network,
                                 bool_or(kind = 0) as mentions, bool_or(kind = 1) as replies,
                                 bool_or(kind = 2) as reposts, bool_or(kind = 3) as quotes
                          from (%s) i where from_country <> '' and to_country <> ''
                          group by sign, created, post_key, from_country, to_country, network) p
                    group by 1, 2, 3, 4) d
              cross join lateral (values ('d'::char(1), day), ('w', date_trunc('week', day::timestamp)::date),
                                         ('m', date_trunc('month', day::timestamp)::date)) as g (grain, start)
              group by 1, 2, 3, 4, 5
              """),
          new Rollup(
              "mention_day",
              List.of("day", "account_id", "actor_id", "country", "network"),
              List.of("mentions"),
              Source.INTERACTIONS,
              """
              select day, account_id, actor_id, country, network, sum(sign) as mentions
              from (select distinct on (sign, created, post_key, to_actor) sign, (created at time zone 'UTC')::date as day,
                           to_account as account_id, to_actor as actor_id, to_country as country, network
                    from (%s) i where kind = 0 and from_actor is not null and to_actor is not null and from_actor <> to_actor
                    order by sign, created, post_key, to_actor, to_account) s
              group by 1, 2, 3, 4, 5
              """),
          new Rollup(
              "histogram_day",
              List.of("day", "account_id", "actor_id", "country", "network"),
              List.of(),
              List.of("reposts", "rates"),
              Source.POSTS,
              """
              select (created at time zone 'UTC')::date as day, account_id, actor_id, country, network,
                     coalesce(string_agg(histogram_entry(reposts, sign), '') filter (where kind = 0 and reposts is not null), '') as reposts,
                     coalesce(string_agg(histogram_entry(1000.0::double precision
                         * (coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0)) / followers, sign), '')
                       filter (where kind <> 2 and followers > 0 and coalesce(likes, reposts, replies, quotes) is not null), '') as rates
              from (%s) s group by 1, 2, 3, 4, 5
              """),
          new Rollup(
              "response_day",
              List.of("day", "account_id", "actor_id", "country", "network", "bucket"),
              List.of("n"),
              Source.RESPONSES,
              """
              select (replied at time zone 'UTC')::date as day, account_id, actor_id, country, network,
                     log_bucket(seconds) as bucket, sum(sign) as n
              from (%s) s group by 1, 2, 3, 4, 5, 6
              """));

  /**
   * Adds changes to every rollup that reads their source.
   *
   * @param changes a query with the columns of the delta table
   */
  static void apply(Connection connection, Source source, String changes) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      for (Rollup rollup : ALL) {
        if (rollup.source() == source) {
          sql.execute(addition(rollup, changes));
          if (rollup.keys().contains("tag")) {
            sql.execute(forgetting(rollup, changes));
          }
        }
      }
    }
  }

  /** Tags are words of posts: none stays behind when the last post with it was taken back. */
  private static String forgetting(Rollup rollup, String source) {
    String gone =
        rollup.select().formatted("select * from (%s) c where sign < 0".formatted(source));
    List<String> same = new ArrayList<>();
    rollup.keys().forEach(key -> same.add("t.%1$s = gone.%1$s".formatted(key)));
    rollup.sums().forEach(sum -> same.add("t.%s = 0".formatted(sum)));
    return "delete from %s t using (%s) gone where %s"
        .formatted(rollup.table(), gone, String.join(" and ", same));
  }

  private static String addition(Rollup rollup, String source) {
    List<String> changes = new ArrayList<>();
    for (String column : rollup.sums()) {
      changes.add("%1$s = %2$s.%1$s + excluded.%1$s".formatted(column, rollup.table()));
    }
    for (String column : rollup.histograms()) {
      changes.add(
          "%1$s = side_by_side(%2$s.%1$s, excluded.%1$s)".formatted(column, rollup.table()));
    }
    return "insert into %s (%s) select %s from (%s) a where %s order by %s on conflict (%s) do update set %s"
        .formatted(
            rollup.table(),
            columns(rollup),
            columns(rollup),
            rollup.select().formatted(source),
            any(rollup),
            String.join(", ", rollup.keys()), // neighbours in the index one after the other
            String.join(", ", rollup.keys()),
            String.join(", ", changes));
  }

  private static String columns(Rollup rollup) {
    List<String> columns = new ArrayList<>(rollup.keys());
    columns.addAll(rollup.sums());
    columns.addAll(rollup.histograms());
    return String.join(", ", columns);
  }

  /** The same columns with each histogram in the one form that can be compared. */
  private static String comparable(Rollup rollup) {
    List<String> columns = new ArrayList<>(rollup.keys());
    columns.addAll(rollup.sums());
    rollup.histograms().forEach(h -> columns.add("folded(%1$s) as %1$s".formatted(h)));
    return String.join(", ", columns);
  }

  private static String any(Rollup rollup) {
    List<String> any = new ArrayList<>();
    rollup.sums().forEach(column -> any.add(column + " <> 0"));
    rollup.histograms().forEach(column -> any.add("length(%s) > 0".formatted(column)));
    return "(%s)".formatted(String.join(" or ", any));
  }

  /** Makes all rollups again from the stored posts, in one transaction. */
  public static void rebuild(DataSource store) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      PostStore.lockForWriting(connection);
      for (String table : tables()) {
        sql.execute("truncate " + table);
      }
      sql.execute("delete from response");
      sql.execute("insert into response (%s) %s".formatted(RESPONSE, WriteSql.ALL_RESPONSES));
      for (Rollup rollup : ALL) {
        sql.execute(addition(rollup, rollup.source().stored));
      }
      sql.execute("delete from unsettled"); // loads under way hold it
      connection.commit();
      connection.setAutoCommit(true);
      for (String table : tables()) {
        sql.execute("vacuum analyze " + table);
      }
    }
  }

  private static List<String> tables() {
    return ALL.stream().map(Rollup::table).distinct().toList();
  }

  /**
   * Compares every rollup with a recount of the stored posts.
   *
   * @return rows that differ, by rollup; 0 everywhere when all is right
   */
  public static Map<String, Long> check(DataSource store) throws SQLException {
    Map<String, Long> wrong = new LinkedHashMap<>();
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      PostStore.lockForWriting(connection);
      for (Unsettled.Part part : Unsettled.parts(connection)) {
        Unsettled.addUp(connection, part); // as it will be; undone below
      }
      for (String table : tables()) {
        wrong.put(table, differing(sql, table));
      }
      String stored = "select %s from response".formatted(RESPONSE);
      wrong.put("response", differing(sql, stored, WriteSql.ALL_RESPONSES));
      connection.rollback();
    }
    return wrong;
  }

  private static long differing(Statement sql, String table) throws SQLException {
    StringBuilder recount = new StringBuilder();
    Rollup any = null;
    for (Rollup rollup : ALL) {
      if (rollup.table().equals(table)) {
        any = rollup;
        recount
            .append(recount.isEmpty() ? "" : " union all ")
            .append(
                "select %s from (%s) a"
                    .formatted(
                        comparable(rollup), rollup.select().formatted(rollup.source().stored)));
      }
    }
    if (any == null) {
      throw new IllegalArgumentException("no rollup " + table);
    }
    String stored =
        "select * from (select %s from %s) s where %s".formatted(comparable(any), table, any(any));
    String counted = "select * from (%s) c where %s".formatted(recount, any(any));
    return differing(sql, stored, counted);
  }

  private static long differing(Statement sql, String stored, String counted) throws SQLException {
    String query =
        "select count(*) from ((%1$s except %2$s) union all (%2$s except %1$s)) d"
            .formatted(stored, counted);
    try (ResultSet result = sql.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
