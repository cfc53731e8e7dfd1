-- What was noticed about identity: changes of listed accounts, and accounts that resemble listed ones.
create table identity_alert (
  alert_id    int generated always as identity primary key,
  alert_key   uuid not null unique,
  kind        text not null check (kind in ('look-alike', 'handle-changed', 'handle-taken', 'did-changed')),
  first_seen  timestamptz not null,
  last_seen   timestamptz not null,
  noted       timestamptz not null default now(),
  actor       text not null,
  network     smallint not null,
  listed      text not null,
  native_id   text,
  seen_handle text,
  field       text,
  trick       text,
  nearness    double precision,
  state       text not null default 'open' check (state in ('open', 'dismissed'))
);
create index identity_alert_handles on identity_alert (noted) where kind = 'look-alike' and seen_handle is not null;
comment on table identity_alert is 'What was noticed about identity, one row a finding; look-alikes are never published';
comment on column identity_alert.alert_id is 'Number by which people name it';
comment on column identity_alert.alert_key is 'Keyed hash over kind, listed actor and account seen: the same finding is one row';
comment on column identity_alert.kind is 'look-alike, handle-changed, handle-taken or did-changed';
comment on column identity_alert.first_seen is 'Oldest moment at which it was seen';
comment on column identity_alert.last_seen is 'Newest moment at which it was seen';
comment on column identity_alert.noted is 'When the handle seen was written here; look-alikes'' handles go after 90 days';
comment on column identity_alert.actor is 'Listed actor, id of the registry';
comment on column identity_alert.network is 'Ordinal of Network';
comment on column identity_alert.listed is 'The listed handle, domain or name that it is about';
comment on column identity_alert.native_id is 'Of a listed account only: its native id';
comment on column identity_alert.seen_handle is 'Handle seen; of a look-alike at most 90 days and not once dismissed';
comment on column identity_alert.field is 'HANDLE or NAME: what resembles';
comment on column identity_alert.trick is 'By which means it resembles';
comment on column identity_alert.nearness is '0..1, 1 where nothing but the trick tells them apart';
comment on column identity_alert.state is 'open or dismissed, by a person';
