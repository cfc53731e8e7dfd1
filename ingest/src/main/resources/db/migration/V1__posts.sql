-- The store of Chancery. Stored posts are the truth; everything called a rollup can be made again
-- from them. People who are not in the registry stand here by keyed hash only.

create table actor (
  actor_id int generated always as identity primary key,
  slug     text not null unique
);
comment on table actor is 'Actors of the registry that were ever needed; all else about them is in the registry files';
comment on column actor.actor_id is 'Short key for this store only';
comment on column actor.slug is 'Stable id of the registry: fr-mfa';

create table account (
  account_id int generated always as identity primary key,
  network    smallint not null,
  native_id  text,
  handle     text not null,
  name       text,
  name_at    timestamptz,
  state      text not null default 'ACTIVE',
  state_at   timestamptz
);
create unique index account_by_id on account (network, native_id) where native_id is not null;
create unique index account_by_handle on account (network, lower(handle)) where native_id is null;
comment on table account is 'Accounts of listed actors';
comment on column account.account_id is 'Short key for this store only';
comment on column account.network is 'Ordinal of Network';
comment on column account.native_id is 'Id on its network, stable when the handle is renamed; null when not known';
comment on column account.handle is 'Handle of the registry';
comment on column account.name is 'Display name last seen';
comment on column account.name_at is 'When that name was seen';
comment on column account.state_at is 'When that state was heard';
comment on column account.state is 'ACTIVE, DEACTIVATED, SUSPENDED, TAKEN_DOWN or DELETED';

create table registry_state (
  only_row    boolean primary key default true check (only_row),
  fingerprint text not null,
  applied     timestamptz not null
);
comment on table registry_state is 'Which registry the stored attribution was made with';
comment on column registry_state.only_row is 'Always true: there is one row';
comment on column registry_state.fingerprint is 'SHA-256 over the facts that decide attribution';
comment on column registry_state.applied is 'When posts were last attributed with it';

create table post_identity (
  post_key uuid primary key,
  created  timestamptz not null
);
comment on table post_identity is 'One row for each post ever stored: what keeps a post from being counted twice';
comment on column post_identity.post_key is 'First 128 bits of HMAC-SHA-256 over network and native id; the key is outside the database';
comment on column post_identity.created is 'Time under which the post is filed: the earliest event time of its observations';

create table tombstone (
  post_key uuid primary key,
  seen     timestamptz not null
);
comment on table tombstone is 'Posts and reactions that were taken back; may come before what they delete';
comment on column tombstone.post_key is 'Key of the post or reaction';
comment on column tombstone.seen is 'When the deletion was heard';

create table posts (
  post_key   uuid not null,
  created    timestamptz not null,
  seen       timestamptz not null,
  claimed    timestamptz,
  network    smallint not null,
  kind       smallint not null,
  account_id int,
  actor_id   int,
  country    text,
  author_key uuid not null,
  native_id  text,
  richness   smallint not null,
  checksum   int not null default 0,
  lang       text,
  text       text not null,
  tsv        tsvector,
  reply_key  uuid,
  quote_key  uuid,
  repost_key uuid,
  hashtags   text[] not null,
  links      text[] not null,
  given      smallint not null,
  media      smallint not null,
  followers  bigint,
  followers_at timestamptz,
  counted    boolean not null,
  told       timestamptz,
  likes      bigint,
  reposts    bigint,
  replies    bigint,
  quotes     bigint,
  views      bigint,
  edited     timestamptz,
  deleted    timestamptz
) partition by range (created);
create unique index posts_by_time on posts (created, post_key);
create index posts_by_actor on posts (actor_id, created) where actor_id is not null;
create index posts_by_country on posts (country, created) where country is not null;
create index posts_by_author on posts (author_key, created);
comment on table posts is 'Posts, one partition a month of event time (UTC); the text index of a partition is made apart';
comment on column posts.post_key is 'As in post_identity';
comment on column posts.created is 'Event time: the author''s claim within bounds, else the time first seen';
comment on column posts.seen is 'Newest observation';
comment on column posts.claimed is 'The author''s claim where it was not believed';
comment on column posts.network is 'Ordinal of Network';
comment on column posts.kind is 'Ordinal of PostKind: 0 original, 1 reply, 2 repost, 3 quote';
comment on column posts.account_id is 'Account of a listed author, null for others';
comment on column posts.actor_id is 'The one actor for which the post counts';
comment on column posts.country is 'ISO alpha-3 for which the actor spoke at that time; empty string for none';
comment on column posts.author_key is 'Keyed hash of the author''s account';
comment on column posts.native_id is 'Id on its network; of listed authors only';
comment on column posts.richness is 'How much the observation told; of two at the same time the richer one stays';
comment on column posts.checksum is 'Of two observations as new and as rich the one with the greater checksum stays';
comment on column posts.lang is 'Language tag given by the source';
comment on column posts.text is 'Plain text; empty once deleted';
comment on column posts.tsv is 'Words cut by ICU and hashtags with their #, positions kept';
comment on column posts.reply_key is 'Post that this one answers';
comment on column posts.quote_key is 'Post that this one quotes';
comment on column posts.repost_key is 'Post that this one repeats';
comment on column posts.hashtags is 'Case-folded, without #, each once';
comment on column posts.links is 'Addresses, each once';
comment on column posts.given is 'Bits: 1 mentions, 2 hashtags, 4 links were told by the source';
comment on column posts.media is 'Number of pictures, videos and the like';
comment on column posts.followers is 'Of the account next to the time of posting, where told';
comment on column posts.followers_at is 'When that was told';
comment on column posts.told is 'When likes, reposts, replies, quotes and views were last told as totals';
comment on column posts.counted is 'Engagement is counted from the stream, not told as totals';
comment on column posts.likes is 'As last observed, null when not known';
comment on column posts.reposts is 'As last observed, null when not known';
comment on column posts.replies is 'As last observed, null when not known';
comment on column posts.quotes is 'As last observed, null when not known';
comment on column posts.views is 'As last observed, null when not known';
comment on column posts.edited is 'Newest edit heard';
comment on column posts.deleted is 'When its deletion was heard';

create table early_totals (
  post_key uuid primary key,
  seen     timestamptz not null,
  likes    bigint,
  reposts  bigint,
  replies  bigint,
  quotes   bigint,
  views    bigint
);
comment on table early_totals is 'Totals of posts that are not stored yet';
comment on column early_totals.post_key is 'The post';
comment on column early_totals.seen is 'When they were told';
comment on column early_totals.likes is 'Null when not told';
comment on column early_totals.reposts is 'Null when not told';
comment on column early_totals.replies is 'Null when not told';
comment on column early_totals.quotes is 'Null when not told';
comment on column early_totals.views is 'Null when not told';

create table interactions (
  created      timestamptz not null,
  post_key     uuid not null,
  network      smallint not null,
  kind         smallint not null,
  from_account int,
  from_actor   int,
  from_country text,
  to_key       uuid not null,
  to_account   int,
  to_actor     int,
  to_country   text
) partition by range (created);
create index interactions_by_post on interactions (created, post_key);
create index interactions_by_pair on interactions (from_country, to_country, created) where from_country is not null and to_country is not null;
create index interactions_by_target on interactions (to_actor, created) where to_actor is not null;
create index interactions_by_key on interactions (to_key);
comment on table interactions is 'Whom a post addresses, where the author or the addressed is listed; same partitions as posts';
comment on column interactions.created is 'Event time of the post';
comment on column interactions.post_key is 'The post';
comment on column interactions.network is 'Ordinal of Network';
comment on column interactions.kind is 'Ordinal of InteractionKind: 0 mention, 1 reply, 2 repost, 3 quote';
comment on column interactions.from_account is 'Account of a listed author';
comment on column interactions.from_actor is 'Actor of the post';
comment on column interactions.from_country is 'Country of the post';
comment on column interactions.to_key is 'Keyed hash of the account addressed';
comment on column interactions.to_account is 'Account addressed, where listed';
comment on column interactions.to_actor is 'For whom it spoke at that time';
comment on column interactions.to_country is 'Country of that actor at that time; empty string for none';

create table reaction (
  reaction_key uuid primary key,
  post_key     uuid not null,
  kind         smallint not null
);
create index reaction_by_post on reaction (post_key);
comment on table reaction is 'Likes, reposts, replies and quotes heard on posts whose engagement is counted from the stream';
comment on column reaction.reaction_key is 'Keyed hash of the reaction''s own id';
comment on column reaction.post_key is 'The post reacted to, perhaps not stored yet';
comment on column reaction.kind is '0 like, 1 repost, 2 reply, 3 quote';

create table response (
  reply_key  uuid primary key,
  post_key   uuid not null,
  account_id int not null,
  actor_id   int not null,
  country    text not null,
  network    smallint not null,
  replied    timestamptz not null,
  seconds    double precision
);
create index response_by_post on response (post_key);
comment on table response is 'Replies of listed actors to posts of others';
comment on column response.reply_key is 'The reply';
comment on column response.post_key is 'The post replied to';
comment on column response.account_id is 'Account that replied';
comment on column response.actor_id is 'Actor that replied';
comment on column response.country is 'Country of the reply';
comment on column response.network is 'Ordinal of Network';
comment on column response.replied is 'Event time of the reply';
comment on column response.seconds is 'Time since the post, null while that post is not known, not addressed to the actor, or its own';

create table audience (
  account_id int not null,
  day        date not null,
  at         timestamptz not null,
  followers  bigint not null,
  primary key (account_id, day)
);
comment on table audience is 'Followers as told: the last observation of each UTC day';
comment on column audience.account_id is 'Account';
comment on column audience.day is 'UTC day';
comment on column audience.at is 'When it was observed';
comment on column audience.followers is 'Number of followers';
