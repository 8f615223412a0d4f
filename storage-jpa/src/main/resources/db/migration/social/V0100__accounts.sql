-- Local and remote accounts; domain is '' for local ones.
create table accounts (
  id bigint primary key,
  username varchar not null,
  username_key varchar not null,
  domain varchar not null,
  uri varchar not null,
  url varchar not null,
  inbox_url varchar not null,
  shared_inbox_url varchar not null,
  outbox_url varchar not null,
  followers_url varchar not null,
  following_url varchar not null,
  featured_url varchar not null,
  actor_type varchar not null,
  display_name varchar not null,
  search_name varchar not null,
  note varchar not null,
  note_source varchar not null,
  locked boolean not null,
  discoverable boolean not null,
  indexable boolean not null,
  hide_collections boolean not null,
  avatar_url varchar not null,
  avatar_file varchar not null,
  avatar_description varchar not null,
  header_url varchar not null,
  header_file varchar not null,
  header_description varchar not null,
  fields varchar not null,
  emojis varchar not null,
  also_known_as varchar not null,
  moved_to_id bigint,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  fetched_at timestamp with time zone,
  suspended_at timestamp with time zone,
  silenced_at timestamp with time zone,
  followers_count bigint default 0 not null,
  following_count bigint default 0 not null,
  statuses_count bigint default 0 not null,
  last_status_at timestamp with time zone,
  constraint accounts_handle unique (username_key, domain),
  constraint accounts_uri unique (uri)
);
create index accounts_domain on accounts (domain, id);
create index accounts_search_name on accounts (search_name);

-- The login of a local account.
create table users (
  account_id bigint primary key references accounts (id) on delete cascade,
  email varchar not null,
  email_key varchar not null,
  password_hash varchar not null,
  role varchar not null,
  locale varchar not null,
  default_privacy varchar not null,
  default_sensitive boolean not null,
  default_language varchar not null,
  sign_up_reason varchar not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  approved_at timestamp with time zone,
  disabled_at timestamp with time zone,
  last_active_at timestamp with time zone,
  constraint users_email unique (email_key)
);
create index users_last_active on users (last_active_at);

-- The keys that local actors sign with.
create table actor_keys (
  key_id varchar primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  algorithm varchar not null,
  public_pem varchar not null,
  private_pem varchar not null,
  created_at timestamp with time zone not null
);
create index actor_keys_account on actor_keys (account_id);
