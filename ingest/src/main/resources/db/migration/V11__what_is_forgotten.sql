-- People without a public role: their words go, what was counted stays.

comment on column posts.richness is 'How much the observation told; of two at the same time the richer one stays; -1 where its words are forgotten';
alter table posts add column unlisted timestamptz;
comment on column posts.unlisted is 'When a correction of the registry took it from its account, null else; its words and native id stay for 90 days, in case the correction was a mistake';
create index posts_with_unlisted_words on posts (created) where account_id is null and richness >= 0;

alter table account add column unlisted_since timestamptz;
comment on column account.unlisted_since is 'When the registry was first found not to list it any more; its names go 90 days later';

create table retention_run (
  run_id     bigint generated always as identity primary key,
  ran        timestamptz not null default now(),
  rule       text not null,
  cutoff     timestamptz not null,
  due_before bigint not null,
  forgotten  bigint not null,
  due_after  bigint not null,
  kept       bigint not null
);
comment on table retention_run is 'What was forgotten and when: the proof that it is done';
comment on column retention_run.run_id is 'In the order in which they ran';
comment on column retention_run.ran is 'When it ended, by the clock of this database';
comment on column retention_run.rule is 'unlisted-words, look-alike-handles or unlisted-accounts';
comment on column retention_run.cutoff is 'What is older was due, by the clock of the world that is observed';
comment on column retention_run.due_before is 'Rows that were due when it began';
comment on column retention_run.forgotten is 'Rows of which something was forgotten';
comment on column retention_run.due_after is 'Rows that were still due when it ended: 0 unless it failed';
comment on column retention_run.kept is 'Rows of the same sort that were not due yet';
