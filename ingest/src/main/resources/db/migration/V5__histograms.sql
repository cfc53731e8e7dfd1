-- A row for each bucket of each account and day was nearly as many rows as posts. Histograms of posts
-- now stand in one row for an account and a day, as entries one after the other, which are added up
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

create table histogram_day (
  day        date not null,
  account_id int not null,
  actor_id   int not null,
  country    text not null,
  network    smallint not null,
  reposts    bytea not null,
  rates      bytea not null,
  primary key (day, account_id, actor_id, country, network)
);
comment on table histogram_day is 'Log histograms of the engagement of posts by UTC day and account, as histogram_entry writes them';
comment on column histogram_day.day is 'UTC day of event time';
comment on column histogram_day.account_id is 'Account';
comment on column histogram_day.actor_id is 'Actor as of the post''s time';
comment on column histogram_day.country is 'Country as of the post''s time, empty for none';
comment on column histogram_day.network is 'Ordinal of Network';
comment on column histogram_day.reposts is 'Reposts of original posts whose number is known';
comment on column histogram_day.rates is 'Likes, reposts, replies and quotes for each 1000 followers, of posts (not reposts)';
insert into histogram_day
  select * from (
    select (created at time zone 'UTC')::date as day, account_id, actor_id, country, network,
           coalesce(string_agg(histogram_entry(reposts, 1), '') filter (where kind = 0 and reposts is not null), '') as reposts,
           coalesce(string_agg(histogram_entry(1000.0::double precision
             * (coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) + coalesce(quotes, 0)) / followers, 1), '')
             filter (where kind <> 2 and followers > 0 and coalesce(likes, reposts, replies, quotes) is not null), '') as rates
    from posts where deleted is null and account_id is not null group by 1, 2, 3, 4, 5) h
  where length(reposts) > 0 or length(rates) > 0;

-- Rows of rollups are changed many times: with room on their page that needs no new index entry.
alter table account_day set (fillfactor = 70);
alter table country_hour set (fillfactor = 70);
alter table tag_day set (fillfactor = 80);
alter table edge set (fillfactor = 70);
alter table mention_day set (fillfactor = 70);
alter table histogram_day set (fillfactor = 60);

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
