-- Who follows whom among listed accounts. People who are not listed are counted, never stored.

create table tie (
  from_account int not null,
  to_account   int not null,
  first_seen   timestamptz,
  last_seen    timestamptz,
  told_gone    timestamptz,
  days         datemultirange not null default '{}',
  primary key (from_account, to_account)
);
create index tie_by_target on tie (to_account);
comment on table tie is 'Follow links between listed accounts; nothing depends on the order in which they were heard';
comment on column tie.from_account is 'Account that follows';
comment on column tie.to_account is 'Account that is followed';
comment on column tie.first_seen is 'Oldest moment at which the link was seen, null where only its end was told';
comment on column tie.last_seen is 'Newest moment at which the link was seen';
comment on column tie.told_gone is 'Newest moment at which its end was told, by the pair or by its record';
comment on column tie.days is 'UTC days on which the link was seen';

create table tie_record (
  record_key   uuid primary key,
  from_account int,
  to_account   int,
  gone         timestamptz
);
comment on table tie_record is 'Records that make links, by which their end is told; the end may come first';
comment on column tie_record.record_key is 'Keyed hash of the record''s id';
comment on column tie_record.from_account is 'Account that follows, null where only the end was heard';
comment on column tie_record.to_account is 'Account that is followed';
comment on column tie_record.gone is 'When the record was taken back';

create table follow_list (
  account_id int primary key,
  newest     timestamptz not null,
  total      int not null,
  days       datemultirange not null
);
comment on table follow_list is 'Whole follow lists that were read: who is in tie and was not in the newest is no longer followed';
comment on column follow_list.account_id is 'Account that follows';
comment on column follow_list.newest is 'When its list was last read whole';
comment on column follow_list.total is 'Accounts in that list, those that are not listed too';
comment on column follow_list.days is 'UTC days on which its list was read whole';

create view tie_state as
  select t.from_account, t.to_account, t.first_seen, t.last_seen,
         case when greatest(t.told_gone, l.newest) > t.last_seen
           then case when t.told_gone > t.last_seen then t.told_gone else l.newest end end as gone_by
  from tie t left join follow_list l on l.account_id = t.from_account
  where t.first_seen is not null;
comment on view tie_state is 'Each link as far as it is known: from first_seen to last_seen at least, and over by gone_by unless that is null';
