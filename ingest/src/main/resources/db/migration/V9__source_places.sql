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
