-- What is remembered of each feed between two readings.

create table feed_state (
  feed          text primary key,
  address       text not null,
  etag          text,
  last_modified text,
  title         text,
  due           timestamptz,
  pause         interval not null,
  failures      integer not null check (failures >= 0),
  asked         timestamptz,
  answered      timestamptz,
  state         text not null,
  last_error    text,
  known         bytea not null
);
comment on table feed_state is 'Each feed and when it is asked again; written after the posts of its last answer are stored';
comment on column feed_state.feed is 'Address as the registry or the settings name it';
comment on column feed_state.address is 'Where it is asked: another one after it moved for good';
comment on column feed_state.etag is 'Validator of the last whole answer, null where there was none';
comment on column feed_state.last_modified is 'Last-Modified of the last whole answer, as written';
comment on column feed_state.title is 'What the feed calls itself';
comment on column feed_state.due is 'When it is asked again, null when it is gone for good';
comment on column feed_state.pause is 'Time between two readings, shorter the more news it brings';
comment on column feed_state.failures is 'Failures in a row';
comment on column feed_state.asked is 'When it was last asked';
comment on column feed_state.answered is 'When it last gave an answer that could be read, news or none';
comment on column feed_state.state is 'new, live, failing, moved or gone';
comment on column feed_state.last_error is 'In words, null when there is none';
comment on column feed_state.known is 'Entries of the last reading: 8 bytes that tell it, 8 bytes that sum its text up, each';

create table feed_gap (
  feed    text not null,
  from_at timestamptz not null,
  to_at   timestamptz not null,
  why     text not null,
  primary key (feed, from_at)
);
comment on table feed_gap is 'Spans in which entries of one feed may have come and gone unread; gap holds what all feeds missed';
comment on column feed_gap.feed is 'As in feed_state';
comment on column feed_gap.from_at is 'Last reading before';
comment on column feed_gap.to_at is 'First reading after, or the last try while it lasts';
comment on column feed_gap.why is 'scrolled: nothing of the last reading was there any more; else the cause of the outage';
