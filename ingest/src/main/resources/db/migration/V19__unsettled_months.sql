-- A bulk load into a month of its own adds up that month once, at its end, and makes then the indexes
-- that only readers need. Each month has these indexes by itself, since one that belongs to the whole
-- table would be made with the month.

create table unsettled (
  month date primary key
);
comment on table unsettled is 'Months made by a bulk load whose posts are not in the rollups yet; a load that was cut off leaves them to the next start';
comment on column unsettled.month is 'First day of the month (UTC)';

drop index posts_by_actor, posts_by_country, posts_by_author, interactions_by_pair, interactions_by_target, interactions_by_key;

do $$
declare
  part text;
begin
  for part in select inhrelid::regclass::text from pg_inherits where inhparent = 'posts'::regclass order by 1 loop
    execute format('create index %1$s_actor on %1$s (actor_id, created) where actor_id is not null', part);
    execute format('create index %1$s_country on %1$s (country, created) where country is not null', part);
    execute format('create index %1$s_author on %1$s (author_key, created)', part);
  end loop;
  for part in select inhrelid::regclass::text from pg_inherits where inhparent = 'interactions'::regclass order by 1 loop
    execute format('create index %1$s_pair on %1$s (from_country, to_country, created) where from_country is not null and to_country is not null', part);
    execute format('create index %1$s_target on %1$s (to_actor, created) where to_actor is not null', part);
    execute format('create index %1$s_key on %1$s (to_key)', part);
  end loop;
end $$;
