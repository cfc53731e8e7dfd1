-- How far each source is stored, kept with the posts themselves.

create table source_place (
  source text not null,
  lane   smallint not null,
  step   bigint not null,
  cursor text,
  counts jsonb not null,
  newest timestamptz,
  primary key (source, lane)
);
comment on table source_place is 'How far each live source is stored: what lies before the least step of all lanes is in this database';
comment on column source_place.source is 'As in source; of a source read in parts, the part';
comment on column source_place.lane is 'Writer side by side with others, from 0; each writes its place in the transaction of its rows';
comment on column source_place.step is 'Batches of the source taken in by this lane since the source was opened last';
comment on column source_place.cursor is 'Where the source goes on, in its own words; null at its very beginning';
comment on column source_place.counts is 'What became of its input up to the cursor, totals by cause as in source_count';
comment on column source_place.newest is 'Newest event seen up to the cursor';

create table resolved_account (
  network   smallint not null,
  handle    text not null,
  native_id text not null,
  at        timestamptz not null,
  primary key (network, handle)
);
comment on table resolved_account is 'Native ids looked up for listed accounts whose rows in the registry have none';
comment on column resolved_account.network is 'Ordinal of Network';
comment on column resolved_account.handle is 'Handle of the registry, folded';
comment on column resolved_account.native_id is 'Id on its network; handle and id named each other when it was looked up';
comment on column resolved_account.at is 'When it was looked up';
