-- What the sources heard and did not hear.

create table source (
  source      text primary key,
  network     smallint,
  kind        text not null check (kind in ('live', 'import')),
  state       text not null,
  first_heard timestamptz,
  newest      timestamptz,
  last_error  text,
  updated     timestamptz not null
);
comment on table source is 'Each source of posts and how it does';
comment on column source.source is 'Name, for a live source its id, for an import its first file';
comment on column source.network is 'Ordinal of Network, null for files of several';
comment on column source.kind is 'live or import';
comment on column source.state is 'live, behind, disconnected, loading or finished';
comment on column source.first_heard is 'Oldest moment the source was heard for';
comment on column source.newest is 'Newest event time heard';
comment on column source.last_error is 'In words, null when there is none';
comment on column source.updated is 'When this row was written';

create table source_count (
  source text not null,
  what   text not null,
  n      bigint not null,
  primary key (source, what)
);
comment on table source_count is 'What became of the input of a source, by cause';
comment on column source_count.source is 'As in source';
comment on column source_count.what is 'records, accepted, foreign, duplicate, or the name of a RejectReason';
comment on column source_count.n is 'Number of pieces of input';

create table gap (
  source   text not null,
  from_at  timestamptz not null,
  to_at    timestamptz,
  why      text not null,
  primary key (source, from_at)
);
comment on table gap is 'When a source was deaf';
comment on column gap.source is 'As in source';
comment on column gap.from_at is 'From this moment';
comment on column gap.to_at is 'Until before this moment, null while it lasts';
comment on column gap.why is 'Reason, a stable word';

create table import_run (
  import_key text primary key,
  files      text not null,
  records    bigint not null,
  finished   timestamptz
);
comment on table import_run is 'How far an import came: what makes it resumable';
comment on column import_run.import_key is 'Hash over paths, sizes and options';
comment on column import_run.files is 'The files';
comment on column import_run.records is 'Records of all files whose posts are stored';
comment on column import_run.finished is 'When it was done, null while it runs';
