-- What is remembered of each listed account of Mastodon between two visits.

create table mastodon_account (
  account    text primary key,
  id         text,
  newest     text,
  oldest     text,
  past_read  boolean not null,
  due        timestamptz not null,
  pause      interval not null,
  failures   integer not null check (failures >= 0),
  asked      timestamptz,
  answered   timestamptz,
  walked     timestamptz,
  state      text not null,
  last_error text,
  known      bytea not null
);
comment on table mastodon_account is 'Each listed account of Mastodon and how far it is read; written after the posts of the visit are stored';
comment on column mastodon_account.account is '@user@host in lower case';
comment on column mastodon_account.id is 'By which its own server knows it; of no meaning elsewhere';
comment on column mastodon_account.newest is 'Id on its server of the status up to which all were read: the next are asked for by min_id';
comment on column mastodon_account.oldest is 'Id on its server of the status back to which all were read: older ones are asked for by max_id';
comment on column mastodon_account.past_read is 'Whether all back to the day that is set were read';
comment on column mastodon_account.due is 'When it is visited again';
comment on column mastodon_account.pause is 'Time between two visits, shorter the more news there is';
comment on column mastodon_account.failures is 'Failures in a row';
comment on column mastodon_account.asked is 'When its server was last asked';
comment on column mastodon_account.answered is 'When its server last gave what could be read';
comment on column mastodon_account.walked is 'When all remembered statuses were last compared with the server';
comment on column mastodon_account.state is 'new, live, failing, suspended or gone';
comment on column mastodon_account.last_error is 'In words, null when there is none';
comment on column mastodon_account.known is 'Newest statuses, a line each: id, uri, created, edited (milliseconds), sum of the counts';

create table mastodon_gap (
  account text not null,
  from_at timestamptz not null,
  to_at   timestamptz not null,
  why     text not null,
  closed  timestamptz,
  primary key (account, from_at)
);
comment on table mastodon_gap is 'Spans of one account, or of the stream of one server, that were not heard when they passed; gap holds what all accounts missed';
comment on column mastodon_gap.account is '@user@host, or the host of a stream';
comment on column mastodon_gap.from_at is 'Last heard before';
comment on column mastodon_gap.to_at is 'First heard after, or the last try while it lasts';
comment on column mastodon_gap.why is 'scrolled: the server no longer gave what came meanwhile; stream: a stream broke; else the cause of the outage';
comment on column mastodon_gap.closed is 'When what the server kept filled it, null where it is open';
