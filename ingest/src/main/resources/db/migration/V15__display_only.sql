-- Posts that a source lets be shown and nothing else: the API of X binds what it brings.

create table display_only (
  post_key uuid primary key,
  brought  timestamptz not null
);
comment on table display_only is 'Posts that came by a source whose contract lets them be shown only: no detection, no evidence, exported by id alone; imports do not free them';
comment on column display_only.post_key is 'The post';
comment on column display_only.brought is 'When the source first brought it';
