package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.chancery.core.event.Engagement;

/** The temporary tables through which a batch enters, one set a connection. */
final class Staging {
  private static final String TABLES =
      """
      create temp table if not exists stage_post (
        post_key uuid, created timestamptz, seen timestamptz, claimed timestamptz, network smallint, kind smallint,
        account_id int, actor_id int, country text, author_key uuid, native_id text, richness smallint, lang text,
        text text, tsv tsvector, checksum int, reply_key uuid, quote_key uuid, repost_key uuid, hashtags text, links text,
        given smallint, media smallint, followers bigint, followers_at timestamptz, counted boolean, told timestamptz, likes bigint, reposts bigint,
        replies bigint, quotes bigint, views bigint, edited timestamptz) on commit delete rows;
      create temp table if not exists stage_interaction (
        post_key uuid, kind smallint, to_key uuid, to_account int, to_actor int, to_country text) on commit delete rows;
      create temp table if not exists stage_gone (post_key uuid, seen timestamptz, remember boolean) on commit delete rows;
      create temp table if not exists stage_reaction (reaction_key uuid, post_key uuid, kind smallint) on commit delete rows;
      create temp table if not exists stage_totals (
        post_key uuid, seen timestamptz, likes bigint, reposts bigint, replies bigint, quotes bigint, views bigint) on commit delete rows;
      create temp table if not exists stage_audience (account_id int, at timestamptz, followers bigint, name text) on commit delete rows;
      create temp table if not exists stage_state (account_id int, author_keys uuid[], at timestamptz, state text) on commit delete rows;
      create temp table if not exists flipped (account_id int, author_keys uuid[], sign int) on commit delete rows;
      create temp table if not exists fresh_key (post_key uuid, created timestamptz) on commit delete rows;
      create temp table if not exists fresh (post_key uuid, created timestamptz) on commit delete rows;
      create temp table if not exists touched (
        post_key uuid primary key, created timestamptz, was timestamptz, replaced boolean) on commit delete rows;
      create temp table if not exists reacted (post_key uuid, kind smallint, sign int) on commit delete rows;
      create temp table if not exists delta_posts (
        sign int, post_key uuid, created timestamptz, network smallint, kind smallint, account_id int, actor_id int,
        country text, lang text, hashtags text[], followers bigint, likes bigint, reposts bigint, replies bigint, quotes bigint) on commit delete rows;
      create temp table if not exists delta_interactions (
        sign int, created timestamptz, post_key uuid, network smallint, kind smallint, from_account int, from_actor int,
        from_country text, to_account int, to_actor int, to_country text) on commit delete rows;
      create temp table if not exists delta_responses (
        sign int, account_id int, actor_id int, country text, network smallint, replied timestamptz, seconds double precision) on commit delete rows;
      """;

  /** The columns that a post is copied into, of {@code stage_post} as of {@code posts}. */
  static final String POST =
      """
      post_key, created, seen, claimed, network, kind, account_id, actor_id, country, author_key,
      native_id, richness, checksum, lang, text, tsv, reply_key, quote_key, repost_key, hashtags, links,
      given, media, followers, followers_at, counted, told, likes, reposts, replies, quotes, views, edited
      """;

  private Staging() {}

  static void prepare(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(TABLES);
      sql.execute(TieLedger.TABLES);
    }
  }

  /**
   * Fills the tables with a batch.
   *
   * @param written posts that are stored already
   */
  static void fill(Connection connection, Batch batch, Set<UUID> written) throws SQLException {
    posts(connection, batch, written);
    CopyRows gone = new CopyRows(connection, "stage_gone", "post_key, seen, remember");
    for (var g : batch.gone.values()) {
      gone.add(g.key(), g.seen(), g.remember());
    }
    gone.send();
    CopyRows reactions = new CopyRows(connection, "stage_reaction", "reaction_key, post_key, kind");
    for (var r : batch.reactions.values()) {
      reactions.add(r.key(), r.post(), r.kind());
    }
    reactions.send();
    CopyRows totals =
        new CopyRows(
            connection, "stage_totals", "post_key, seen, likes, reposts, replies, quotes, views");
    for (Map.Entry<UUID, Change.Totals> entry : batch.totals.entrySet()) {
      Engagement e = entry.getValue().engagement();
      totals.add(
          entry.getKey(),
          entry.getValue().seen(),
          e.likes(),
          e.reposts(),
          e.replies(),
          e.quotes(),
          e.views());
    }
    totals.send();
    CopyRows audiences =
        new CopyRows(connection, "stage_audience", "account_id, at, followers, name");
    for (var a : batch.audiences) {
      audiences.add(a.account(), a.at(), a.followers(), a.name());
    }
    audiences.send();
    CopyRows states = new CopyRows(connection, "stage_state", "account_id, author_keys, at, state");
    for (var s : batch.states.values()) {
      states.add(s.account(), s.authors(), s.at(), s.state());
    }
    states.send();
  }

  private static void posts(Connection connection, Batch batch, Set<UUID> written)
      throws SQLException {
    CopyRows posts = new CopyRows(connection, "stage_post", POST);
    CopyRows interactions =
        new CopyRows(
            connection,
            "stage_interaction",
            "post_key, kind, to_key, to_account, to_actor, to_country");
    for (Observed post : batch.posts.values()) {
      UUID key = post.best().row().key();
      if (!written.contains(key)) {
        post(post, posts, Staging::joined);
        for (Change.Interaction i : post.best().interactions()) {
          interactions.add(
              key, i.kind().ordinal(), i.toKey(), i.toAccount(), i.toActor(), i.toCountry());
        }
      }
    }
    posts.send();
    interactions.send();
  }

  /**
   * One row of a post, in the order of the columns of {@code stage_post}.
   *
   * @param list how tags and links are written
   */
  static void post(Observed post, CopyRows rows, Function<List<String>, Object> list)
      throws SQLException {
    PostRow p = post.best().row();
    PostRow filed = post.filed();
    Engagement e = engagement(post);
    rows.add(
        p.key(),
        filed.created(),
        p.seen(),
        filed.claimed(),
        p.network().ordinal(),
        p.kind().ordinal(),
        filed.account(),
        filed.actor(),
        filed.country(),
        filed.author(),
        filed.nativeId(),
        p.richness(),
        p.checksum(),
        p.lang(),
        p.text(),
        p.tsvector(),
        p.reply(),
        p.quote(),
        p.repost(),
        list.apply(p.hashtags()),
        list.apply(p.links()),
        p.given(),
        p.media(),
        post.followers(),
        post.followersAt(),
        post.counted(),
        post.told() == null ? null : post.told().seen(),
        e.likes(),
        e.reposts(),
        e.replies(),
        e.quotes(),
        e.views(),
        post.edited());
  }

  static Engagement engagement(Observed post) {
    return post.told() == null ? Engagement.UNKNOWN : post.told().engagement();
  }

  /** Tags and addresses hold no line feed; an empty list is an empty string. */
  private static String joined(List<String> values) {
    return String.join("\n", values);
  }
}
