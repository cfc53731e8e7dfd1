package org.chancery.server.api.sql;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The texts of {@link Relations}: of each relation one over raw posts and one over its rollup, with
 * the same columns. {@code {}} stands where conditions and values come in.
 */
final class RelationSql {
  private RelationSql() {}

  /**
   * The columns of a relation, in the order of its texts.
   *
   * @param what those that tell what a row is about
   * @param sums those that are added up
   * @param source from what its rollup is added up
   */
  record Columns(String what, List<String> sums, String source) {
    /**
     * Rows that take away what these add, but for months that a load has made and that are not in
     * the rollups yet: there is nothing to take away from.
     */
    Sql less(Sql rows, LocalDate month) {
      String negative =
          sums.stream()
              .map(sum -> "-%1$s as %1$s".formatted(sum))
              .collect(Collectors.joining(", "));
      return Sql.of(
          """
          select %s, %s from ({}) less
          where not exists (select from unsettled where source = '%s' and month = {})
          """
              .formatted(what, negative, source),
          rows,
          month);
    }
  }

  static final Columns POSTS_OF_ACCOUNTS =
      new Columns(
          "day, at, account_id, actor_id, country, network, lang",
          List.of(
              "originals",
              "replies_made",
              "reposts_made",
              "quotes_made",
              "likes",
              "reposts",
              "replies",
              "quotes",
              "engaged",
              "repost_known",
              "repost_sum",
              "repost_squares"),
          "posts");

  static final Columns MENTIONS =
      new Columns(
          "day, account_id, actor_id, country, network", List.of("mentions"), "interactions");

  static final Columns EDGES =
      new Columns(
          "from_country, to_country, network",
          List.of("mentions", "replies", "reposts", "quotes", "any_kind"),
          "interactions");

  /** Listed posts that were not taken back. */
  static final String RAW_POSTS =
      """
      select (created at time zone 'UTC')::date as day, created as at, account_id, actor_id, country, network,
             coalesce(lang, '') as lang,
             (kind = 0)::int::bigint as originals, (kind = 1)::int::bigint as replies_made,
             (kind = 2)::int::bigint as reposts_made, (kind = 3)::int::bigint as quotes_made,
             case when kind <> 2 then coalesce(likes, 0) else 0 end as likes,
             case when kind <> 2 then coalesce(reposts, 0) else 0 end as reposts,
             case when kind <> 2 then coalesce(replies, 0) else 0 end as replies,
             case when kind <> 2 then coalesce(quotes, 0) else 0 end as quotes,
             (kind <> 2 and coalesce(likes, reposts, replies, quotes) is not null)::int::bigint as engaged,
             (kind = 0 and reposts is not null)::int::bigint as repost_known,
             case when kind = 0 then coalesce(reposts, 0) else 0 end as repost_sum,
             case when kind = 0 then coalesce(reposts::double precision * reposts, 0) else 0 end as repost_squares
      from posts
      where %s and {}
      """
          .formatted(Relations.COUNTED);

  static final String ACCOUNT_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, account_id, actor_id, country, network, lang,
             originals, replies_made, reposts_made, quotes_made, likes, reposts, replies, quotes,
             engaged, repost_known, repost_sum, repost_squares
      from account_day where originals + replies_made + reposts_made + quotes_made > 0 and {}
      """;

  static final String RAW_COUNTRY =
      """
      select created as at, country, network,
             (kind = 0)::int::bigint as originals, (kind = 1)::int::bigint as replies_made,
             (kind = 2)::int::bigint as reposts_made, (kind = 3)::int::bigint as quotes_made
      from posts
      where %s and {}
      """
          .formatted(Relations.COUNTED);

  static final String COUNTRY_HOUR =
      """
      select hour as at, country, network, originals, replies_made, reposts_made, quotes_made
      from country_hour where originals + replies_made + reposts_made + quotes_made > 0 and {}
      """;

  static final String RAW_TAGS =
      """
      select (created at time zone 'UTC')::date as day, created as at, actor_id, country, network, tag, 1::bigint as posts
      from posts cross join unnest(hashtags) as tag
      where kind <> 2 and %s and {}
      """
          .formatted(Relations.COUNTED);

  static final String TAG_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, actor_id, country, network, tag, posts
      from tag_day where posts > 0 and {}
      """;

  static final String TAG_SUM =
      """
      select day, (day::timestamp at time zone 'UTC') as at, network, tag, posts
      from tag_sum where posts > 0 and {}
      """;

  static final String RAW_MENTIONS =
      """
      select distinct on (created, post_key, to_actor) (created at time zone 'UTC')::date as day, to_account as account_id,
             to_actor as actor_id, to_country as country, network, 1::bigint as mentions
      from interactions
      where kind = 0 and from_actor is not null and to_actor is not null and from_actor <> to_actor and %s and {}
      order by created, post_key, to_actor, to_account
      """
          .formatted(Relations.FROM_OPEN);

  static final String MENTION_DAY =
      """
      select day, account_id, actor_id, country, network, mentions from mention_day where mentions > 0 and {}
      """;

  static final String RAW_REPOSTS =
      """
      select (created at time zone 'UTC')::date as day, created as at, account_id, actor_id, country, network,
             histogram_entry(reposts, 1) as entries
      from posts
      where %s and kind = 0 and reposts is not null and {}
      """
          .formatted(Relations.COUNTED);

  static final String RAW_RATES =
      """
      select (created at time zone 'UTC')::date as day, created as at, account_id, actor_id, country, network,
             histogram_entry(1000.0::double precision
               * (coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0)) / followers, 1) as entries
      from posts
      where %s
        and kind <> 2 and followers > 0 and coalesce(likes, reposts, replies, quotes) is not null and {}
      """
          .formatted(Relations.COUNTED);

  static final String HISTOGRAM_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, account_id, actor_id, country, network, %s as entries
      from histogram_day where {}
      """;

  static final String RAW_ANSWERS =
      """
      select (replied at time zone 'UTC')::date as day, replied as at, account_id, actor_id, country, network,
             histogram_entry(seconds, 1) as entries
      from response where seconds is not null and %s and {}
      """
          .formatted(Relations.OPEN);

  static final String RESPONSE_DAY =
      """
      select day, (day::timestamp at time zone 'UTC') as at, account_id, actor_id, country, network,
             int2send(bucket) || int4send(n::int) as entries
      from response_day where {}
      """;

  static final String RAW_EDGES =
      """
      select from_country, to_country, network,
             bool_or(kind = 0)::int::bigint as mentions, bool_or(kind = 1)::int::bigint as replies,
             bool_or(kind = 2)::int::bigint as reposts, bool_or(kind = 3)::int::bigint as quotes, 1::bigint as any_kind
      from interactions where from_country <> '' and to_country <> '' and %s and {}
      group by created, post_key, from_country, to_country, network
      """
          .formatted(Relations.FROM_OPEN);

  static final String EDGE =
      """
      select from_country, to_country, network, mentions, replies, reposts, quotes, any_kind
      from edge where grain = {} and start = any({}) and {}
      """;

  /** Of days that a month or week has too much. */
  static final String EDGE_LESS =
      """
      select from_country, to_country, network, -mentions, -replies, -reposts, -quotes, -any_kind
      from edge where grain = {} and start = any({}) and {}
      """;
}
