-- Where servers of Mastodon are whose accounts bear another domain than their posts.

create table mastodon_server (
  domain text primary key,
  host   text not null
);
comment on table mastodon_server is 'Servers whose API and posts lie at another host than the domain of their accounts says';
comment on column mastodon_server.domain is 'Behind the second @ of their accounts, lower case';
comment on column mastodon_server.host is 'Host, and port if any, to which WebFinger of the domain or the operator leads, lower case';
