-- A deleted status keeps its row as the tombstone of its uri: a Create that comes after its Delete finds it and is refused.
create table statuses (
  id bigint not null primary key,
  account_id bigint not null references accounts (id),
  uri varchar(2048) not null,
  url varchar(2048) not null default '',
  local boolean not null,
  visibility varchar(8) not null,
  text varchar not null default '',
  content varchar not null default '',
  spoiler_text varchar not null default '',
  sensitive boolean not null default false,
  language varchar(35) not null default '',
  emojis varchar not null default '[]',
  in_reply_to_id bigint,
  in_reply_to_account_id bigint,
  in_reply_to_uri varchar(2048) not null default '',
  reblog_of_id bigint,
  conversation_id bigint not null,
  application_id bigint,
  replies_count integer not null default 0,
  reblogs_count integer not null default 0,
  favourites_count integer not null default 0,
  created_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  purged_at timestamp with time zone,
  constraint statuses_uri unique (uri),
  -- one boost per account; undoing a boost empties reblog_of_id, so that the account may boost again
  constraint statuses_boost unique (account_id, reblog_of_id)
);
create index statuses_account on statuses (account_id, id desc);
create index statuses_reblog on statuses (reblog_of_id, id desc);
create index statuses_reply on statuses (in_reply_to_id, id);
create index statuses_reply_uri on statuses (in_reply_to_uri);

-- What a status said before each edit; the current version is in statuses.
create table status_edits (
  id bigint not null primary key,
  status_id bigint not null references statuses (id),
  text varchar not null,
  content varchar not null,
  spoiler_text varchar not null,
  sensitive boolean not null,
  language varchar(35) not null,
  emojis varchar not null,
  media_ids varchar not null,
  created_at timestamp with time zone not null
);
create index status_edits_status on status_edits (status_id, id);

-- silent: addressed without a mention in the text; may see the status, is not shown in it
create table mentions (
  status_id bigint not null references statuses (id),
  account_id bigint not null references accounts (id),
  silent boolean not null,
  primary key (status_id, account_id)
);
create index mentions_account on mentions (account_id, status_id desc);

create table favourites (
  id bigint not null primary key,
  account_id bigint not null references accounts (id),
  status_id bigint not null references statuses (id),
  uri varchar(2048) not null,
  created_at timestamp with time zone not null,
  constraint favourites_once unique (account_id, status_id)
);
create index favourites_status on favourites (status_id, id desc);
create index favourites_account on favourites (account_id, id desc);

create table bookmarks (
  id bigint not null primary key,
  account_id bigint not null references accounts (id),
  status_id bigint not null references statuses (id),
  constraint bookmarks_once unique (account_id, status_id)
);
create index bookmarks_account on bookmarks (account_id, id desc);

create table status_pins (
  id bigint not null primary key,
  account_id bigint not null references accounts (id),
  status_id bigint not null references statuses (id),
  constraint status_pins_once unique (account_id, status_id)
);

create table conversation_mutes (
  account_id bigint not null references accounts (id),
  conversation_id bigint not null,
  primary key (account_id, conversation_id)
);

create table idempotency_keys (
  account_id bigint not null references accounts (id),
  idempotency_key varchar(255) not null,
  status_id bigint not null,
  created_at timestamp with time zone not null,
  primary key (account_id, idempotency_key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
