package org.chancery.ingest.store;

/**
 * The statements by which a staged batch becomes rows. Each says what it really changed into a
 * delta table, from which the rollups follow. All of them commute with those of other batches.
 */
final class WriteSql {
  private WriteSql() {}

  private static final String POST_DELTA =
      "sign, post_key, created, network, kind, account_id, actor_id, country, lang, hashtags, followers, likes, reposts, replies, quotes";

  private static final String DELTA_OF =
      "%1$s.post_key, %1$s.created, %1$s.network, %1$s.kind, %1$s.account_id, %1$s.actor_id, %1$s.country, %1$s.lang, "
          + "%1$s.hashtags, %1$s.followers, %1$s.likes, %1$s.reposts, %1$s.replies, %1$s.quotes";

  /** Wraps an update of posts (aliased p) so that old and new rows enter the delta. */
  private static String counted(String update) {
    return """
    with changed as (
      %s
      returning with (old as o, new as n)
        array[(-1, %s)::delta_posts, (1, %s)::delta_posts] as both_rows, n.post_key as key, n.created as filed
    ), noted as (%%s)
    insert into delta_posts (%s)
    select d.* from changed, unnest(both_rows) as d where d.account_id is not null
    """
        .formatted(update, DELTA_OF.formatted("o"), DELTA_OF.formatted("n"), POST_DELTA);
  }

  /** Of people who are not listed only deletions of what was stored are kept in mind. */
  static final String TOMBSTONES =
      """
      insert into tombstone select post_key, seen from stage_gone g
      where remember or exists (select from reaction r where r.reaction_key = g.post_key)
        or exists (select from post_identity i where i.post_key = g.post_key)
      on conflict (post_key) do update set seen = least(tombstone.seen, excluded.seen)
      """;

  static final String REACTIONS =
      """
      with heard as (
        insert into reaction (reaction_key, post_key, kind)
        select s.reaction_key, s.post_key, s.kind from stage_reaction s
        where not exists (select from tombstone t where t.post_key = s.reaction_key)
        on conflict do nothing returning post_key, kind
      ) insert into reacted select post_key, kind, 1 from heard
      """;

  static final String REACTIONS_GONE =
      """
      with gone as (
        delete from reaction r using stage_gone g where r.reaction_key = g.post_key
        returning r.post_key, r.kind
      ) insert into reacted select post_key, kind, -1 from gone
      """;

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
          native_id, richness, lang, text, tsv, reply_key, quote_key, repost_key, hashtags, links, given, media,
          followers, counted, likes, reposts, replies, quotes, views, edited, deleted)
        select s.post_key, s.created, s.seen, s.claimed, s.network, s.kind, s.account_id, s.actor_id, s.country, s.author_key,
          s.native_id, s.richness, s.lang,
          case when t.seen is null then s.text else '' end, case when t.seen is null then s.tsv end,
          s.reply_key, s.quote_key, s.repost_key,
          case when t.seen is null then string_to_array(s.hashtags, E'\\n') else '{}' end,
          case when t.seen is null then string_to_array(s.links, E'\\n') else '{}' end,
          s.given, s.media, s.followers, s.counted,
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
          from reaction where s.counted and reaction.post_key = s.post_key) r on s.counted
        returning post_key, created, network, kind, account_id, actor_id, country, lang, hashtags, followers,
                  likes, reposts, replies, quotes, deleted
      )
      insert into delta_posts
      select 1, post_key, created, network, kind, account_id, actor_id, country, lang, hashtags, followers,
             likes, reposts, replies, quotes
      from written where deleted is null and account_id is not null
      """;

  /** A better observation of a post that is stored replaces it; its time of filing stays. */
  static final String REPLACE =
      counted(
              """
              update posts p set seen = s.seen, claimed = s.claimed, kind = s.kind, account_id = s.account_id, actor_id = s.actor_id,
                country = s.country, author_key = s.author_key, native_id = coalesce(s.native_id, p.native_id), richness = s.richness,
                lang = coalesce(s.lang, p.lang), text = s.text, tsv = s.tsv, reply_key = s.reply_key, quote_key = s.quote_key,
                repost_key = s.repost_key, hashtags = string_to_array(s.hashtags, E'\\n'), links = string_to_array(s.links, E'\\n'),
                given = s.given, media = s.media, followers = coalesce(s.followers, p.followers),
                likes = case when p.counted then p.likes else coalesce(s.likes, p.likes) end,
                reposts = case when p.counted then p.reposts else coalesce(s.reposts, p.reposts) end,
                replies = case when p.counted then p.replies else coalesce(s.replies, p.replies) end,
                quotes = case when p.counted then p.quotes else coalesce(s.quotes, p.quotes) end,
                views = coalesce(s.views, p.views), edited = greatest(s.edited, p.edited)
              from stage_post s join post_identity i using (post_key)
              where p.created = i.created and p.post_key = s.post_key and p.deleted is null
                and (s.seen, s.richness) > (p.seen, p.richness)
                and not exists (select from fresh f where f.post_key = s.post_key)
              """)
          .formatted("insert into replaced select key, filed from changed");

  /** An observation that is not better may still tell what was not known. */
  static final String FILL =
      counted(
              """
              update posts p set likes = coalesce(p.likes, s.likes), reposts = coalesce(p.reposts, s.reposts),
                replies = coalesce(p.replies, s.replies), quotes = coalesce(p.quotes, s.quotes), views = coalesce(p.views, s.views),
                followers = coalesce(p.followers, s.followers), lang = coalesce(p.lang, s.lang)
              from stage_post s join post_identity i using (post_key)
              where p.created = i.created and p.post_key = s.post_key and p.deleted is null and not p.counted
                and not exists (select from fresh f where f.post_key = s.post_key)
                and ((p.likes is null and s.likes is not null) or (p.reposts is null and s.reposts is not null)
                  or (p.replies is null and s.replies is not null) or (p.quotes is null and s.quotes is not null)
                  or (p.views is null and s.views is not null) or (p.followers is null and s.followers is not null)
                  or (p.lang is null and s.lang is not null))
              """)
          .formatted("select 1");

  static final String TOTALS =
      counted(
              """
              update posts p set seen = s.seen, likes = coalesce(s.likes, p.likes), reposts = coalesce(s.reposts, p.reposts),
                replies = coalesce(s.replies, p.replies), quotes = coalesce(s.quotes, p.quotes), views = coalesce(s.views, p.views)
              from stage_totals s join post_identity i using (post_key)
              where p.created = i.created and p.post_key = s.post_key and p.deleted is null and not p.counted and s.seen > p.seen
              """)
          .formatted("select 1");

  static final String COUNT_REACTIONS =
      counted(
              """
              update posts p set likes = p.likes + r.likes, reposts = p.reposts + r.reposts,
                replies = p.replies + r.replies, quotes = p.quotes + r.quotes
              from (select post_key, coalesce(sum(sign) filter (where kind = 0), 0) as likes, coalesce(sum(sign) filter (where kind = 1), 0) as reposts,
                           coalesce(sum(sign) filter (where kind = 2), 0) as replies, coalesce(sum(sign) filter (where kind = 3), 0) as quotes
                    from reacted group by 1) r join post_identity i using (post_key)
              where p.created = i.created and p.post_key = r.post_key and p.counted and p.deleted is null
                and not exists (select from fresh f where f.post_key = r.post_key)
              """)
          .formatted("select 1");

  static final String DELETE =
      """
      with gone as (
        update posts p set deleted = g.seen, text = '', tsv = null, hashtags = '{}', links = '{}'
        from stage_gone g join post_identity i using (post_key)
        where p.created = i.created and p.post_key = g.post_key and p.deleted is null
        returning with (old as o) %s
      ) insert into delta_posts select -1, gone.* from gone where account_id is not null
      """
          .formatted(DELTA_OF.formatted("o"));

  private static final String TAKE_INTERACTIONS =
      """
      with taken as (
        delete from interactions x using %s k where x.created = k.created and x.post_key = k.post_key
        returning x.*
      ) insert into delta_interactions
      select -1, created, post_key, network, kind, from_account, from_actor, from_country, to_account, to_actor, to_country from taken
      """;

  static final String REPLACED_INTERACTIONS = TAKE_INTERACTIONS.formatted("replaced");

  static final String DELETED_INTERACTIONS =
      TAKE_INTERACTIONS.formatted(
          "(select i.post_key, i.created from stage_gone join post_identity i using (post_key))");

  static final String INTERACTIONS =
      """
      with written as (
        insert into interactions (created, post_key, network, kind, from_account, from_actor, from_country, to_key, to_account, to_actor, to_country)
        select b.created, s.post_key, p.network, s.kind, p.account_id, p.actor_id, p.country, s.to_key, s.to_account, s.to_actor, s.to_country
        from stage_interaction s
        join (select * from fresh union all select * from replaced) b using (post_key)
        join stage_post p using (post_key)
        where not exists (select from tombstone t where t.post_key = s.post_key)
        returning *
      ) insert into delta_interactions
      select 1, created, post_key, network, kind, from_account, from_actor, from_country, to_account, to_actor, to_country from written
      """;

  private static final String TAKE_RESPONSES =
      """
      with taken as (delete from response r using %s k where r.reply_key = k.post_key returning r.*)
      insert into delta_responses select -1, account_id, actor_id, country, network, replied, seconds from taken where seconds is not null
      """;

  static final String REPLACED_RESPONSES = TAKE_RESPONSES.formatted("replaced");
  static final String DELETED_RESPONSES = TAKE_RESPONSES.formatted("stage_gone");

  static final String RESPONSES =
      """
      insert into response (reply_key, post_key, account_id, actor_id, country, network, replied)
      select s.post_key, s.reply_key, s.account_id, s.actor_id, s.country, s.network, b.created
      from stage_post s join (select * from fresh union all select * from replaced) b using (post_key)
      where s.reply_key is not null and s.account_id is not null
        and not exists (select from tombstone t where t.post_key = s.post_key)
      on conflict do nothing
      """;

  /**
   * A reply counts as a response when its post is by somebody else and addresses the one who
   * replies.
   */
  static final String RESOLVE_RESPONSES =
      """
      with resolved as (
        update response r set seconds = extract(epoch from r.replied - i.created)
        from post_identity i, (
          select s.post_key as reply_key from stage_post s where s.reply_key is not null and s.account_id is not null
          union select w.reply_key from fresh f join response w on w.post_key = f.post_key) c
        where r.reply_key = c.reply_key and i.post_key = r.post_key and r.seconds is null and i.created <= r.replied
          and exists (select from interactions x where x.created = i.created and x.post_key = i.post_key
                      and x.to_actor = r.actor_id and x.from_actor is distinct from r.actor_id)
        returning r.*
      ) insert into delta_responses select 1, account_id, actor_id, country, network, replied, seconds from resolved
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
      update account a set name = s.name from (
        select distinct on (account_id) account_id, name from stage_audience where name is not null order by account_id, at desc) s
      where a.account_id = s.account_id and a.name is distinct from s.name
      """;

  static final String STATES =
      "update account a set state = s.state from stage_state s where a.account_id = s.account_id and a.state <> s.state";
}
