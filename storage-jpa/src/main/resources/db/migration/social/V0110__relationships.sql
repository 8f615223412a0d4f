create table follows (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  state varchar not null,
  show_reblogs boolean not null,
  notify boolean not null,
  languages varchar not null,
  uri varchar not null,
  created_at timestamp with time zone not null,
  constraint follows_pair unique (account_id, target_id)
);
create index follows_of on follows (account_id, state, id);
create index follows_to on follows (target_id, state, id);
create index follows_uri on follows (uri);

create table blocks (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  uri varchar not null,
  created_at timestamp with time zone not null,
  constraint blocks_pair unique (account_id, target_id)
);
create index blocks_target on blocks (target_id, account_id);

create table mutes (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  hide_notifications boolean not null,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint mutes_pair unique (account_id, target_id)
);
create index mutes_target on mutes (target_id);
create index mutes_expiry on mutes (expires_at);
