-- Feeds that name a hub (WebSub), and what was agreed with it.

alter table feed_state add column hub text, add column topic text;
comment on column feed_state.hub is 'Hub that the feed names, by which it could be pushed; null where it names none';
comment on column feed_state.topic is 'Address by which the hub knows the feed; null where it names no hub';

create table feed_subscription (
  feed       text primary key,
  hub        text not null,
  topic      text not null,
  token      text not null unique,
  secret     text not null,
  state      text not null check (state in ('asked', 'live', 'denied', 'failing')),
  waits      boolean not null,
  asked      timestamptz not null,
  next       timestamptz not null,
  failures   integer not null check (failures >= 0),
  lease_end  timestamptz,
  pushed     timestamptz,
  believed   boolean not null default false,
  refused    bigint not null default 0,
  last_error text
);
comment on table feed_subscription is 'Feeds whose hub was asked to push; kept only while a callback is set and the feed names the hub';
comment on column feed_subscription.feed is 'As in feed_state';
comment on column feed_subscription.hub is 'The hub that was asked';
comment on column feed_subscription.topic is 'By which the hub knows the feed';
comment on column feed_subscription.token is 'Last part of the callback address, by chance: who does not know it cannot be told from nobody';
comment on column feed_subscription.secret is 'Key of the signatures of this hub for this feed, by chance';
comment on column feed_subscription.state is 'asked: the hub has not verified yet; live: it did; denied: it will not; failing: it could not be asked, or did not verify';
comment on column feed_subscription.waits is 'Whether a verification by the hub is awaited';
comment on column feed_subscription.asked is 'When the hub was last asked';
comment on column feed_subscription.next is 'When it is asked again, or given up if it has not verified';
comment on column feed_subscription.failures is 'Failures in a row';
comment on column feed_subscription.lease_end is 'Until when the hub pushes; null where it does not';
comment on column feed_subscription.pushed is 'When a push with a right signature last came';
comment on column feed_subscription.believed is 'Whether its pushes came before the news were found by asking: then the feed is asked less often';
comment on column feed_subscription.refused is 'Pushes without a right signature';
comment on column feed_subscription.last_error is 'Cause as a word, null when there is none';
