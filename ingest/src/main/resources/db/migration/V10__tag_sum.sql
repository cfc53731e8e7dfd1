-- What everybody together said: the ground against which the tags of some stand out.

create table tag_sum (
  day     date not null,
  network smallint not null,
  tag     text not null,
  posts   bigint not null,
  primary key (day, tag, network)
) with (fillfactor = 70);
comment on table tag_sum is 'Posts of all listed actors by UTC day and tag';
comment on column tag_sum.day is 'UTC day of event time';
comment on column tag_sum.network is 'Ordinal of Network';
comment on column tag_sum.tag is 'Case-folded, without #';
comment on column tag_sum.posts is 'Posts with it, reposts left out';
insert into tag_sum
  select day, network, tag, sum(posts) from tag_day group by 1, 2, 3 having sum(posts) <> 0 order by day, tag, network;
