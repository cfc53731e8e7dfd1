-- What an account's own servers answer when they are asked about an alert: what a stream tells is a host's word.
alter table identity_alert
  add column verdict text check (verdict in ('confirmed', 'refuted', 'no-answer')),
  add column verdict_at timestamptz;
comment on column identity_alert.verdict is 'confirmed, refuted or no-answer, of who was asked last; null before anybody was asked';
comment on column identity_alert.verdict_at is 'When that was';
create index identity_alert_of_listed on identity_alert (actor) where kind <> 'look-alike' and state = 'open';
create table account_verdict (
  account_id int primary key references account (account_id) on delete cascade,
  about      timestamptz not null,
  verdict    text not null check (verdict in ('confirmed', 'refuted', 'no-answer')),
  verdict_at timestamptz not null
);
comment on table account_verdict is 'Whether the server of a listed account confirms that it is closed, as a stream told';
comment on column account_verdict.account_id is 'Account whose closing was told';
comment on column account_verdict.about is 'Its state_at when the server was asked: a verdict about an older state says nothing';
comment on column account_verdict.verdict is 'confirmed, refuted or no-answer';
comment on column account_verdict.verdict_at is 'When the server was asked';
