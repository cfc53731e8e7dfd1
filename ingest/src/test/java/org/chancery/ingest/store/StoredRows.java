package org.chancery.ingest.store;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Everything that is stored of posts, as sorted lines by table, to be compared with another. */
public final class StoredRows {
  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put(
        "posts",
        """
        select post_key, %s, %s, %s, kind, account_id, actor_id, country, author_key, native_id, richness, lang, text,
          tsv is not null, reply_key, quote_key, repost_key, hashtags, links, given, media, followers, counted,
          likes, reposts, replies, quotes, views, %s, %s from posts
        """
            .formatted(
                micros("created"),
                micros("seen"),
                micros("claimed"),
                micros("edited"),
                micros("deleted")));
    QUERIES.put(
        "interactions",
        "select %s, post_key, kind, from_account, from_actor, from_country, to_key, to_account, to_actor, to_country from interactions"
            .formatted(micros("created")));
    QUERIES.put("reaction", "select reaction_key, post_key, kind from reaction");
    QUERIES.put(
        "response",
        "select reply_key, post_key, account_id, actor_id, country, %s, (seconds * 1000000)::bigint from response"
            .formatted(micros("replied")));
    QUERIES.put(
        "account_day",
        """
        select day, account_id, actor_id, country, lang, originals, replies_made, reposts_made, quotes_made, engaged,
          likes, reposts, replies, quotes, repost_known, repost_sum, repost_squares from account_day
        where (originals, replies_made, reposts_made, quotes_made) <> (0, 0, 0, 0)
        """);
    QUERIES.put(
        "country_hour",
        """
        select %s, country, lang, originals, replies_made, reposts_made, quotes_made from country_hour
        where (originals, replies_made, reposts_made, quotes_made) <> (0, 0, 0, 0)
        """
            .formatted(micros("hour")));
    QUERIES.put(
        "tag_day", "select day, actor_id, country, tag, posts from tag_day where posts <> 0");
    QUERIES.put("tag_sum", "select day, tag, posts from tag_sum where posts <> 0");
    QUERIES.put(
        "edge",
        "select grain, start, from_country, to_country, mentions, replies, reposts, quotes, any_kind from edge where any_kind <> 0");
    QUERIES.put(
        "mention_day",
        "select day, account_id, actor_id, country, mentions from mention_day where mentions <> 0");
    QUERIES.put(
        "histograms",
        """
        select day, account_id, actor_id, country, what, bucket, sum(n) from (
          select day, account_id, actor_id, country, what,
                 substring(entries from i for 2)::smallint as bucket, substring(entries from i + 2 for 4)::int as n
          from histogram_day, lateral (values ('e', reposts), ('i', rates)) as h (what, entries),
               generate_series(1, length(entries), 6) as i
          union all select day, account_id, actor_id, country, 'r', bucket, n from response_day) e
        group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0
        """);
    QUERIES.put(
        "audience", "select account_id, day, %s, followers from audience".formatted(micros("at")));
    QUERIES.put("account", "select account_id, name, state from account");
  }

  private StoredRows() {}

  private static String micros(String column) {
    return "(extract(epoch from %s) * 1000000)::bigint".formatted(column);
  }

  public static Map<String, List<String>> of(DataSource store) throws SQLException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Map.Entry<String, String> query : QUERIES.entrySet()) {
      rows.put(query.getKey(), TestDatabase.rows(store, query.getValue()));
    }
    return rows;
  }
}
