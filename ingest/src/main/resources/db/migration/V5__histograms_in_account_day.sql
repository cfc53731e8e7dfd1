-- A row for each bucket of each account and day was nearly as many rows as posts. Histograms of posts
-- now stand in the row of their account and day, as entries one after the other, which are added up
-- by putting them side by side; only response times, which are few, keep a row a bucket.

create function histogram_entry(value double precision, n bigint) returns bytea language sql immutable parallel safe as $$
  select int2send(log_bucket(value)) || int4send(n::int)
$$;
comment on function histogram_entry is 'n values in the bucket of a value: 2 bytes bucket, 4 bytes count, big-endian; the count may be negative: taken out';

create function folded(histogram bytea) returns bytea language sql immutable parallel safe as $$
  select coalesce(string_agg(int2send(bucket) || int4send(n), ''::bytea order by bucket), '')
  from (select substring(histogram from i for 2)::smallint as bucket,
               sum(substring(histogram from i + 2 for 4)::int)::int as n
        from generate_series(1, length(histogram), 6) as i group by 1) e
  where n <> 0
$$;
comment on function folded is 'The same histogram with one entry a bucket, in their order';

create function side_by_side(a bytea, b bytea) returns bytea language sql immutable parallel safe as $$
  select case when length(a) + length(b) < 1200 or length(b) = 0 then a || b else folded(a || b) end
$$;
comment on function side_by_side is 'The sum of two histograms, folded when it has grown long';

alter table account_day
  add column repost_histogram bytea not null default '',
  add column rate_histogram   bytea not null default '';
comment on column account_day.repost_histogram is 'Histogram of reposts of original posts whose number is known';
comment on column account_day.rate_histogram is 'Histogram of likes, reposts, replies and quotes for each 1000 followers, of posts (not reposts)';

update account_day a set repost_histogram = s.repost_histogram, rate_histogram = s.rate_histogram
from (
  select (created at time zone 'UTC')::date as day, account_id, actor_id, country, network, coalesce(lang, '') as lang,
         folded(coalesce(string_agg(histogram_entry(reposts, 1), '') filter (where kind = 0 and reposts is not null), '')) as repost_histogram,
         folded(coalesce(string_agg(histogram_entry(1000.0::double precision
           * (coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0)) / followers, 1), '')
           filter (where kind <> 2 and followers > 0 and coalesce(likes, reposts, replies, quotes) is not null), '')) as rate_histogram
  from posts where deleted is null and account_id is not null group by 1, 2, 3, 4, 5, 6) s
where (a.day, a.account_id, a.actor_id, a.country, a.network, a.lang)
    = (s.day, s.account_id, s.actor_id, s.country, s.network, s.lang);

create table response_day (
  day        date not null,
  account_id int not null,
  actor_id   int not null,
  country    text not null,
  network    smallint not null,
  bucket     smallint not null,
  n          bigint not null,
  primary key (day, account_id, actor_id, country, network, bucket)
);
comment on table response_day is 'Response times by UTC day of the reply, account and bucket of the log histogram';
comment on column response_day.day is 'UTC day of the reply';
comment on column response_day.account_id is 'Account that replied';
comment on column response_day.actor_id is 'Actor as of the reply''s time';
comment on column response_day.country is 'Country as of the reply''s time, empty for none';
comment on column response_day.network is 'Ordinal of Network';
comment on column response_day.bucket is 'As log_bucket says, of seconds';
comment on column response_day.n is 'Number of replies';
insert into response_day select day, account_id, actor_id, country, network, bucket, n from histogram_day where what = 'r' and n <> 0;
drop table histogram_day;

-- A post that names several accounts of one actor is one mention of that actor.
create temp table recounted on commit drop as
  select day, account_id, actor_id, country, network, count(*) as mentions from (
    select distinct on (post_key, to_actor) (created at time zone 'UTC')::date as day, to_account as account_id,
           to_actor as actor_id, to_country as country, network
    from interactions
    where kind = 0 and from_actor is not null and to_actor is not null and from_actor <> to_actor
    order by post_key, to_actor, to_account) m
  group by 1, 2, 3, 4, 5;
truncate mention_day;
insert into mention_day (day, account_id, actor_id, country, network, mentions)
  select day, account_id, actor_id, country, network, mentions from recounted;
comment on table mention_day is 'Posts that mention an actor other than their own, by UTC day; one that names several accounts of an actor stands with the first of them';
