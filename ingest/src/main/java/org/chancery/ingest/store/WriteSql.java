// Longer than our measure of a file: the statements of one transaction are read together, in their
// order.
package org.chancery.ingest.store;

import java.util.List;

/**
 * The statements by which a staged batch becomes rows. Each says what it really changed into a
 * delta table, from which the rollups follow. All of them commute with those of other batches: what
 * is stored of a post is a fold by the rules of {@link Observed}, deletions hold whatever comes
 * before or after, and what stands in {@code response} follows from posts and interactions.
 *
 * <p>Every join with {@code posts} or {@code interactions} names {@code created}, taken from {@code
 * post_identity}, so that one partition is looked into.
 */
final class WriteSql {
  private WriteSql() {}

  static final String POST_DELTA =
      "sign, post_key, created, network, kind, account_id, actor_id, country, lang, hashtags, followers, likes, reposts, replies, quotes";

  private static final String DELTA_OF =
      "%1$s.post_key, %1$s.created, %1$s.network, %1$s.kind, %1$s.account_id, %1$s.actor_id, %1$s.country, %1$s.lang, "
          + "%1$s.hashtags, %1$s.followers, %1$s.likes, %1$s.reposts, %1$s.replies, %1$s.quotes";

  private static final String COUNTS = "%1$s.deleted is null and %1$s.account_id is not null";

  /**
   * Wraps an update of posts (aliased p) so that old and new rows enter the delta.
   *
   * @param before common table expressions before it, each with its comma
   * @param noted what else to do with the changed rows (key, filed, was, replaced)
   */
  private static String counted(String before, String update, String noted) {
    return """
    with %s changed as (
      %s
      returning with (old as o, new as n)
        case when %s then array[(-1, %s)::delta_posts] else '{}' end
          || case when %s then array[(1, %s)::delta_posts] else '{}' end as both_rows,
        n.post_key as key, n.created as filed, o.created as was,
        (n.seen, n.richness, n.checksum) is distinct from (o.seen, o.richness, o.checksum) as replaced
    ), noted as (%s)
    insert into delta_posts (%s)
    select d.* from changed, unnest(both_rows) as d
    """
        .formatted(
            before,
            update,
            COUNTS.formatted("o"),
            DELTA_OF.formatted("o"),
            COUNTS.formatted("n"),
            DELTA_OF.formatted("n"),
            noted,
            POST_DELTA);
  }

  private static final String TOUCH =
      """
      insert into touched (post_key, created, was, replaced) select key, filed, was, replaced from changed where %s
      on conflict (post_key) do update set created = excluded.created, replaced = touched.replaced or excluded.replaced
      """;

  private static final String NOTHING = "select 1";

  /**
   * Of people who are not listed only deletions of what was stored, or comes in the same batch, are
   * kept in mind.
   */
  static final String TOMBSTONES =
      """
      insert into tombstone select post_key, seen from stage_gone g
      where remember or exists (select from reaction r where r.reaction_key = g.post_key)
        or exists (select from post_identity i where i.post_key = g.post_key)
        or exists (select from stage_reaction r where r.reaction_key = g.post_key)
        or exists (select from stage_post s where s.post_key = g.post_key)
      on conflict (post_key) do update set seen = excluded.seen where excluded.seen < tombstone.seen
      """;

  static final String REACTIONS =
      """
      with heard as (
        insert into reaction (reaction_key, post_key, kind)
        select s.reaction_key, s.post_key, s.kind from stage_reaction s
        where not exists (select from tombstone t where t.post_key = s.reaction_key)
        on conflict (reaction_key) do update set post_key = excluded.post_key, kind = excluded.kind
        where (excluded.post_key, excluded.kind) < (reaction.post_key, reaction.kind)
        returning with (old as o, new as n) o.post_key as was_post, o.kind as was_kind, n.post_key, n.kind
      ) insert into reacted
        select post_key, kind, 1 from heard union all
        select was_post, was_kind, -1 from heard where was_post is not null
      """;

  static final String REACTIONS_GONE =
      """
      with gone as (
        delete from reaction r using stage_gone g where r.reaction_key = g.post_key
        returning r.post_key, r.kind
      ) insert into reacted select post_key, kind, -1 from gone
      """;

  /** Runs before new posts are written: those count all their reactions at once. */
  static final String COUNT_REACTIONS =
      counted(
          "",
          """
          update posts p set likes = p.likes + r.likes, reposts = p.reposts + r.reposts,
            replies = p.replies + r.replies, quotes = p.quotes + r.quotes
          from (select post_key, coalesce(sum(sign) filter (where kind = 0), 0) as likes, coalesce(sum(sign) filter (where kind = 1), 0) as reposts,
                       coalesce(sum(sign) filter (where kind = 2), 0) as replies, coalesce(sum(sign) filter (where kind = 3), 0) as quotes
                from reacted group by 1) r join post_identity i using (post_key)
          where p.created = i.created and p.post_key = r.post_key and p.counted
          """,
          NOTHING);

  static final String IDENTITIES =
      """
      with new as (
        insert into post_identity (post_key, created) select post_key, created from stage_post
        on conflict do nothing returning post_key, created
      ) insert into fresh select post_key, created from new
      """;

  static final String POSTS =
      """
      with written as (
        insert into posts (post_key, created, seen, claimed, network, kind, account_id, actor_id, country, author_key,
          native_id, richness, checksum, lang, text, tsv, reply_key, quote_key, repost_key, hashtags, links, given, media,
          followers, followers_at, counted, told, likes, reposts, replies, quotes, views, edited, deleted)
        select s.post_key, s.created, s.seen, s.claimed, s.network, s.kind, s.account_id, s.actor_id, s.country, s.author_key,
          s.native_id, s.richness, s.checksum, s.lang,
          case when t.seen is null then s.text else '' end, case when t.seen is null then s.tsv end,
          s.reply_key, s.quote_key, s.repost_key,
          case when t.seen is null then string_to_array(s.hashtags, E'\\n') else '{}' end,
          case when t.seen is null then string_to_array(s.links, E'\\n') else '{}' end,
          s.given, s.media, s.followers, s.followers_at, s.counted, s.told,
          case when s.counted then coalesce(r.likes, 0) else s.likes end,
          case when s.counted then coalesce(r.reposts, 0) else s.reposts end,
          case when s.counted then coalesce(r.replies, 0) else s.replies end,
          case when s.counted then coalesce(r.quotes, 0) else s.quotes end,
          s.views, s.edited, t.seen
        from stage_post s join fresh f using (post_key)
        left join tombstone t on t.post_key = s.post_key
        left join lateral (
          select count(*) filter (where kind = 0) as likes, count(*) filter (where kind = 1) as reposts,
                 count(*) filter (where kind = 2) as replies, count(*) filter (where kind = 3) as quotes
          from reaction where reaction.post_key = s.post_key) r on s.counted
        returning post_key, created, network, kind, account_id, actor_id, country, lang, hashtags, followers,
                  likes, reposts, replies, quotes, deleted
      )
      insert into delta_posts
      select 1, post_key, created, network, kind, account_id, actor_id, country, lang, hashtags, followers,
             likes, reposts, replies, quotes
      from written where deleted is null and account_id is not null
      """;

  /** An earlier event time files the post there, with the attribution of that moment. */
  static final String FILE =
      counted(
          "",
          """
          update posts p set created = s.created, claimed = s.claimed, account_id = s.account_id, actor_id = s.actor_id,
            country = s.country, author_key = s.author_key, native_id = s.native_id
          from stage_post s join post_identity i using (post_key)
          where p.created = i.created and p.post_key = s.post_key
            and not exists (select from fresh f where f.post_key = s.post_key)
            and (s.created, coalesce(s.account_id, 2147483647), s.author_key, coalesce(s.claimed, 'infinity'))
              < (p.created, coalesce(p.account_id, 2147483647), p.author_key, coalesce(p.claimed, 'infinity'))
          """,
          TOUCH.formatted("true"));

  static final String FILED_IDENTITIES =
      "update post_identity i set created = t.created from touched t where i.post_key = t.post_key and i.created <> t.created";

  /** {@link Observed#with}, where the stored row has already folded what came before. */
  static final String MERGE = counted("", merge(), TOUCH.formatted("replaced"));

  private static String merge() {
    String better = "(s.seen, s.richness, s.checksum) > (p.seen, p.richness, p.checksum)";
    StringBuilder content = new StringBuilder();
    for (String column :
        new String[] {
          "seen",
          "kind",
          "richness",
          "checksum",
          "lang",
          "reply_key",
          "quote_key",
          "repost_key",
          "given",
          "media"
        }) {
      content.append(
          "%1$s = case when %2$s then s.%1$s else p.%1$s end, ".formatted(column, better));
    }
    String live = better + " and p.deleted is null";
    String earlierFollowers =
        "(s.followers_at < p.followers_at or p.followers_at is null and s.followers_at is not null"
            + " or s.followers_at = p.followers_at and s.followers > p.followers)";
    return """
    update posts p set %s
      text = case when %s then s.text else p.text end,
      tsv = case when %s then s.tsv else p.tsv end,
      hashtags = case when %s then string_to_array(s.hashtags, E'\\n') else p.hashtags end,
      links = case when %s then string_to_array(s.links, E'\\n') else p.links end,
      followers = case when %s then s.followers else p.followers end,
      followers_at = least(s.followers_at, p.followers_at),
      counted = p.counted or s.counted, edited = greatest(s.edited, p.edited), %s
    from stage_post s join post_identity i using (post_key)
    where p.created = i.created and p.post_key = s.post_key
      and not exists (select from fresh f where f.post_key = s.post_key)
      and (%s or %s or s.told >= p.told or (s.told is not null and p.told is null)
        or (s.counted and not p.counted) or s.edited > p.edited or (s.edited is not null and p.edited is null))
    """
        .formatted(
            content,
            live,
            live,
            live,
            live,
            earlierFollowers,
            totals("s.told", "p.counted or s.counted"),
            better,
            earlierFollowers);
  }

  /** The assignments by which totals told at a moment enter a post. */
  private static String totals(String at, String counted) {
    StringBuilder assignments = new StringBuilder("told = greatest(%s, p.told)".formatted(at));
    String[] parts = {"likes", "reposts", "replies", "quotes"};
    for (int kind = 0; kind < parts.length; kind++) {
      assignments.append(
          """
          , %1$s = case when p.counted then p.%1$s
              when %2$s then (select count(*) from reaction where reaction.post_key = p.post_key and reaction.kind = %3$d)
              else %4$s end"""
              .formatted(parts[kind], counted, kind, asTold(parts[kind], at)));
    }
    return assignments.append(", views = ").append(asTold("views", at)).toString();
  }

  private static String asTold(String column, String at) {
    return """
    case when %2$s is null or %2$s < p.told then p.%1$s
      when p.told is null or %2$s > p.told then s.%1$s
      else greatest(s.%1$s, p.%1$s) end"""
        .formatted(column, at);
  }

  private static String totalsOf(String source) {
    return """
    update posts p set %s
    from %s s join post_identity i using (post_key)
    where p.created = i.created and p.post_key = s.post_key and (p.told is null or s.seen >= p.told)
    """
        .formatted(totals("s.seen", "p.counted"), source);
  }

  static final String TOTALS = counted("", totalsOf("stage_totals"), NOTHING);

  /** Totals of posts that are not stored wait. */
  static final String EARLY_TOTALS =
      """
      insert into early_totals as e (post_key, seen, likes, reposts, replies, quotes, views)
      select post_key, seen, likes, reposts, replies, quotes, views from stage_totals s
      where not exists (select from post_identity i where i.post_key = s.post_key)
      on conflict (post_key) do update set seen = excluded.seen,
        likes = case when excluded.seen > e.seen then excluded.likes else greatest(excluded.likes, e.likes) end,
        reposts = case when excluded.seen > e.seen then excluded.reposts else greatest(excluded.reposts, e.reposts) end,
        replies = case when excluded.seen > e.seen then excluded.replies else greatest(excluded.replies, e.replies) end,
        quotes = case when excluded.seen > e.seen then excluded.quotes else greatest(excluded.quotes, e.quotes) end,
        views = case when excluded.seen > e.seen then excluded.views else greatest(excluded.views, e.views) end
      where excluded.seen >= e.seen
      """;

  static final String WAITED_TOTALS =
      counted(
          "waited as (delete from early_totals e using fresh f where e.post_key = f.post_key returning e.*),",
          totalsOf("waited"),
          NOTHING);

  static final String DELETE =
      counted(
          "",
          """
          update posts p set deleted = g.seen, text = '', tsv = null, hashtags = '{}', links = '{}'
          from stage_gone g join post_identity i using (post_key)
          where p.created = i.created and p.post_key = g.post_key and (p.deleted is null or g.seen < p.deleted)
          """,
          TOUCH.formatted("true"));

  static final String INTERACTION_DELTA =
      "sign, created, post_key, network, kind, from_account, from_actor, from_country, to_account, to_actor, to_country";

  /** Fresh posts that were copied although their deletion had been heard. */
  static final String DELETED_BEFORE =
      counted(
          "",
          """
          update posts p set deleted = t.seen, text = '', tsv = null, hashtags = '{}', links = '{}'
          from tombstone t join fresh f using (post_key)
          where p.created = f.created and p.post_key = f.post_key and (p.deleted is null or t.seen < p.deleted)
          """,
          TOUCH.formatted("true"));

  static final String INTERACTION_COLUMNS =
      "created, post_key, network, kind, from_account, from_actor, from_country, to_key, to_account, to_actor, to_country";

  /** Takes out whom a touched post addressed, and puts it back if only the filing changed. */
  static final String TOUCHED_INTERACTIONS =
      """
      with taken as (
        delete from interactions x using touched k where x.created = k.was and x.post_key = k.post_key
        returning x.*, k.created as filed, k.replaced
      ), put as (
        insert into interactions (%1$s)
        select p.created, t.post_key, t.network, t.kind, p.account_id, p.actor_id, p.country, t.to_key, t.to_account, t.to_actor, t.to_country
        from taken t join posts p on p.created = t.filed and p.post_key = t.post_key
        where p.deleted is null and not t.replaced
        returning *
      )
      insert into delta_interactions
      select %2$s from (select -1 as sign, t.* from taken t) d
      union all select %2$s from (select 1 as sign, p.* from put p) d
      """
          .formatted(INTERACTION_COLUMNS, INTERACTION_DELTA);

  static final String REPLACED_INTERACTIONS =
      """
      with written as (
        insert into interactions (%1$s)
        select p.created, s.post_key, p.network, s.kind, p.account_id, p.actor_id, p.country, s.to_key, s.to_account, s.to_actor, s.to_country
        from touched k join posts p on p.created = k.created and p.post_key = k.post_key
        join stage_interaction s on s.post_key = k.post_key
        where k.replaced and p.deleted is null
        returning *
      )
      insert into delta_interactions select %2$s from (select 1 as sign, w.* from written w) d
      """
          .formatted(INTERACTION_COLUMNS, INTERACTION_DELTA);

  static final String INTERACTIONS =
      """
      with written as (
        insert into interactions (%1$s)
        select p.created, s.post_key, p.network, s.kind, p.account_id, p.actor_id, p.country, s.to_key, s.to_account, s.to_actor, s.to_country
        from stage_interaction s join fresh using (post_key) join stage_post p using (post_key)
        where not exists (select from tombstone t where t.post_key = s.post_key)
        returning *
      )
      insert into delta_interactions select %2$s from (select 1 as sign, w.* from written w) d
      """
          .formatted(INTERACTION_COLUMNS, INTERACTION_DELTA);

  static final String TAKE_RESPONSES =
      """
      with taken as (delete from response r using touched k where r.reply_key = k.post_key returning r.*)
      insert into delta_responses select -1, account_id, actor_id, country, network, replied, seconds from taken where seconds is not null
      """;

  static final String PUT_RESPONSES =
      """
      insert into response (reply_key, post_key, account_id, actor_id, country, network, replied)
      select p.post_key, p.reply_key, p.account_id, p.actor_id, p.country, p.network, p.created
      from touched k join posts p on p.created = k.created and p.post_key = k.post_key
      where p.reply_key is not null and p.account_id is not null and p.deleted is null
      """;

  static final String RESPONSES =
      """
      insert into response (reply_key, post_key, account_id, actor_id, country, network, replied)
      select s.post_key, s.reply_key, s.account_id, s.actor_id, s.country, s.network, s.created
      from stage_post s join fresh using (post_key)
      where s.reply_key is not null and s.account_id is not null
        and not exists (select from tombstone t where t.post_key = s.post_key)
      """;

  /**
   * A reply counts as a response when its post is by somebody else and addresses the one who
   * replies. Asked anew for every reply that changed and every reply to a post that changed.
   */
  static final String RESOLVE_RESPONSES =
      """
      with asked as (
        select r.reply_key from fresh f join response r on r.reply_key = f.post_key
        union select r.reply_key from fresh f join response r on r.post_key = f.post_key
        union select k.post_key from touched k
        union select r.reply_key from touched k join response r on r.post_key = k.post_key
      ), answered as (
        select r.reply_key, (
          select extract(epoch from r.replied - i.created) from post_identity i
          where i.post_key = r.post_key and i.created <= r.replied
            and exists (select from interactions x where x.created = i.created and x.post_key = i.post_key
                        and x.to_actor = r.actor_id and x.from_actor is distinct from r.actor_id)) as seconds
        from asked join response r using (reply_key)
      ), changed as (
        update response r set seconds = a.seconds from answered a
        where r.reply_key = a.reply_key and r.seconds is distinct from a.seconds
        returning with (old as o, new as n) n.account_id, n.actor_id, n.country, n.network, n.replied, o.seconds as was, n.seconds
      )
      insert into delta_responses
      select -1, account_id, actor_id, country, network, replied, was from changed where was is not null union all
      select 1, account_id, actor_id, country, network, replied, seconds from changed where seconds is not null
      """;

  /** What must stand in {@code response}, counted anew from posts and interactions. */
  static final String ALL_RESPONSES =
      """
      select p.post_key as reply_key, p.reply_key as post_key, p.account_id, p.actor_id, p.country, p.network, p.created as replied,
             (select extract(epoch from p.created - i.created)::double precision from post_identity i
              where i.post_key = p.reply_key and i.created <= p.created
                and exists (select from interactions x where x.created = i.created and x.post_key = i.post_key
                            and x.to_actor = p.actor_id and x.from_actor is distinct from p.actor_id)) as seconds
      from posts p where p.reply_key is not null and p.account_id is not null and p.deleted is null
      """;

  static final String AUDIENCE =
      """
      insert into audience (account_id, day, at, followers)
      select distinct on (account_id, (at at time zone 'UTC')::date) account_id, (at at time zone 'UTC')::date, at, followers
      from stage_audience where followers is not null order by account_id, (at at time zone 'UTC')::date, at desc, followers desc
      on conflict (account_id, day) do update set at = excluded.at, followers = excluded.followers
      where (excluded.at, excluded.followers) > (audience.at, audience.followers)
      """;

  static final String NAMES =
      """
      update account a set name = s.name, name_at = s.at from (
        select distinct on (account_id) account_id, at, name from stage_audience where name is not null
        order by account_id, at desc, name collate "C" desc) s
      where a.account_id = s.account_id
        and (a.name_at is null or s.at > a.name_at or (s.at = a.name_at and s.name collate "C" > a.name collate "C"))
      """;

  /** Notes which accounts were opened or closed by it. */
  static final String STATES =
      """
      with heard as (
        update account a set state = s.state, state_at = s.at from stage_state s
        where a.account_id = s.account_id
          and (a.state_at is null or s.at > a.state_at or (s.at = a.state_at and s.state collate "C" > a.state collate "C"))
        returning with (old as o, new as n) n.account_id, s.author_keys, (n.state = 'ACTIVE')::int - (o.state = 'ACTIVE')::int as sign
      ) insert into flipped select account_id, author_keys, sign from heard where sign <> 0
      """;

  /** What changed of posts of closed accounts changes no rollup. Runs before {@link #STATES}. */
  static final List<String> UNCOUNT_CLOSED =
      List.of(
          "delete from delta_posts where account_id in " + CountedAccounts.CLOSED,
          "delete from delta_interactions where from_account in " + CountedAccounts.CLOSED,
          "delete from delta_responses where account_id in " + CountedAccounts.CLOSED);

  private static final String OF_FLIPPED =
      "flipped f join posts p on p.author_key = any(f.author_keys) and p.account_id = f.account_id";

  /**
   * All posts of an account that was closed stop counting, of one that was opened they count again.
   * Runs after {@link #STATES}, when all else of the batch is in.
   */
  static final List<String> COUNT_FLIPPED =
      List.of(
          """
          insert into delta_posts (%s) select f.sign, %s from %s where p.deleted is null
          """
              .formatted(POST_DELTA, DELTA_OF.formatted("p"), OF_FLIPPED),
          """
          insert into delta_interactions select %s from (
            select f.sign, x.* from %s join interactions x on x.created = p.created and x.post_key = p.post_key) d
          """
              .formatted(INTERACTION_DELTA, OF_FLIPPED),
          """
          insert into delta_responses
          select f.sign, r.account_id, r.actor_id, r.country, r.network, r.replied, r.seconds
          from %s join response r on r.reply_key = p.post_key where r.seconds is not null
          """
              .formatted(OF_FLIPPED));
}
