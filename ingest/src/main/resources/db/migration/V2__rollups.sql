-- Rollups: what the pages read. Changed in the transaction that changes posts; equal to a recount.

create function log_bucket(x double precision) returns smallint language sql immutable parallel safe as $$
  select case when x <= 0 then (-32768)::smallint
    else greatest(-32767, least(32767, ceil(ln(x) / ln(1.01 / 0.99))))::smallint end
$$;
comment on function log_bucket is 'Bucket of the log histogram, relative error 1 % (DDSketch: Masson, Rim, Lee 2019); -32768 holds zero';

create table account_day (
  day             date not null,
  account_id      int not null,
  actor_id        int not null,
  country         text not null,
  network         smallint not null,
  lang            text not null,
  originals       bigint not null,
  replies_made    bigint not null,
  reposts_made    bigint not null,
  quotes_made     bigint not null,
  engaged         bigint not null,
  likes           bigint not null,
  reposts         bigint not null,
  replies         bigint not null,
  quotes          bigint not null,
  repost_known    bigint not null,
  repost_sum      bigint not null,
  repost_squares  numeric not null,
  primary key (day, account_id, actor_id, country, network, lang)
);
comment on table account_day is 'Posts and their engagement by UTC day, account, actor, country and language';
comment on column account_day.day is 'UTC day of event time';
comment on column account_day.account_id is 'Account';
comment on column account_day.actor_id is 'Actor as of the post''s time';
comment on column account_day.country is 'Country as of the post''s time, empty for none';
comment on column account_day.network is 'Ordinal of Network';
comment on column account_day.lang is 'Language given, empty when not given';
comment on column account_day.originals is 'Original posts';
comment on column account_day.replies_made is 'Replies by the account';
comment on column account_day.reposts_made is 'Reposts by the account';
comment on column account_day.quotes_made is 'Quotes by the account';
comment on column account_day.engaged is 'Posts (not reposts) of which any engagement is known';
comment on column account_day.likes is 'Likes on posts (not reposts)';
comment on column account_day.reposts is 'Reposts of posts (not reposts)';
comment on column account_day.replies is 'Replies to posts (not reposts)';
comment on column account_day.quotes is 'Quotes of posts (not reposts)';
comment on column account_day.repost_known is 'Original posts whose number of reposts is known';
comment on column account_day.repost_sum is 'Sum of reposts of original posts';
comment on column account_day.repost_squares is 'Sum of squares of reposts of original posts';

create table country_hour (
  hour         timestamptz not null,
  country      text not null,
  network      smallint not null,
  lang         text not null,
  originals    bigint not null,
  replies_made bigint not null,
  reposts_made bigint not null,
  quotes_made  bigint not null,
  primary key (country, hour, network, lang)
);
create index country_hour_by_time on country_hour (hour);
comment on table country_hour is 'Posts by UTC hour, country and language';
comment on column country_hour.hour is 'Begin of the UTC hour of event time';
comment on column country_hour.country is 'Country as of the post''s time, empty for none';
comment on column country_hour.network is 'Ordinal of Network';
comment on column country_hour.lang is 'Language given, empty when not given';
comment on column country_hour.originals is 'Original posts';
comment on column country_hour.replies_made is 'Replies';
comment on column country_hour.reposts_made is 'Reposts';
comment on column country_hour.quotes_made is 'Quotes';

create table tag_day (
  day      date not null,
  actor_id int not null,
  country  text not null,
  network  smallint not null,
  tag      text not null,
  posts    bigint not null,
  primary key (actor_id, day, tag, country, network)
);
create index tag_day_by_time on tag_day (day, tag);
comment on table tag_day is 'Posts (not reposts) that hold a tag at least once, by UTC day and actor';
comment on column tag_day.day is 'UTC day of event time';
comment on column tag_day.actor_id is 'Actor as of the post''s time';
comment on column tag_day.country is 'Country as of the post''s time, empty for none';
comment on column tag_day.network is 'Ordinal of Network';
comment on column tag_day.tag is 'Case-folded, without #';
comment on column tag_day.posts is 'Number of posts';

create table edge (
  grain        char(1) not null check (grain in ('d', 'w', 'm')),
  start        date not null,
  from_country text not null,
  to_country   text not null,
  network      smallint not null,
  mentions     bigint not null,
  replies      bigint not null,
  reposts      bigint not null,
  quotes       bigint not null,
  any_kind     bigint not null,
  primary key (grain, start, from_country, to_country, network)
);
comment on table edge is 'Posts of one country that address another, by UTC day, week (Monday) and month';
comment on column edge.grain is 'd day, w week, m month';
comment on column edge.start is 'First day of the span';
comment on column edge.from_country is 'Country of the posts';
comment on column edge.to_country is 'Country addressed; the same is kept apart by the reader';
comment on column edge.network is 'Ordinal of Network';
comment on column edge.mentions is 'Posts that mention';
comment on column edge.replies is 'Posts that reply';
comment on column edge.reposts is 'Posts that repost';
comment on column edge.quotes is 'Posts that quote';
comment on column edge.any_kind is 'Posts that address in any of these ways, each once';

create table mention_day (
  day        date not null,
  account_id int not null,
  actor_id   int not null,
  country    text not null,
  network    smallint not null,
  mentions   bigint not null,
  primary key (day, account_id, actor_id, country, network)
);
comment on table mention_day is 'Posts by other listed actors that mention an account, by UTC day';
comment on column mention_day.day is 'UTC day of event time';
comment on column mention_day.account_id is 'Account mentioned';
comment on column mention_day.actor_id is 'Actor mentioned, as of the post''s time';
comment on column mention_day.country is 'Its country, empty for none';
comment on column mention_day.network is 'Ordinal of Network';
comment on column mention_day.mentions is 'Number of posts';

create table histogram_day (
  day        date not null,
  account_id int not null,
  actor_id   int not null,
  country    text not null,
  network    smallint not null,
  what       char(1) not null check (what in ('e', 'i', 'r')),
  bucket     smallint not null,
  n          bigint not null,
  primary key (what, day, account_id, actor_id, country, network, bucket)
);
comment on table histogram_day is 'Mergeable histograms for medians, relative error 1 %';
comment on column histogram_day.day is 'UTC day of event time';
comment on column histogram_day.account_id is 'Account';
comment on column histogram_day.actor_id is 'Actor as of the post''s time';
comment on column histogram_day.country is 'Country as of the post''s time, empty for none';
comment on column histogram_day.network is 'Ordinal of Network';
comment on column histogram_day.what is 'e reposts of an original post, i interactions per 1000 followers, r seconds to a reply';
comment on column histogram_day.bucket is 'As log_bucket() gives';
comment on column histogram_day.n is 'Number of values';
