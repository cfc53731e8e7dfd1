-- What is added up from posts does not wait for what is added up from interactions.

alter table unsettled rename to unsettled_month;
create table unsettled (
  month  date not null,
  source text not null check (source in ('posts', 'interactions', 'responses')),
  primary key (month, source)
);
comment on table unsettled is 'Months made by a bulk load of which some is not in the rollups yet; a load that was cut off leaves them to the next start';
comment on column unsettled.month is 'First day of the month (UTC)';
comment on column unsettled.source is 'From what is still to be added up';
insert into unsettled
  select month, source from unsettled_month, unnest(array['posts', 'interactions', 'responses']) source;
drop table unsettled_month;
