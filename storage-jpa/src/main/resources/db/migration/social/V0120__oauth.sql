-- Secrets are kept as SHA-256 only.
create table oauth_apps (
  id bigint primary key,
  client_id varchar not null,
  secret_hash varchar not null,
  name varchar not null,
  website varchar not null,
  redirect_uris varchar not null,
  scopes varchar not null,
  created_at timestamp with time zone not null,
  constraint oauth_apps_client unique (client_id)
);

create table oauth_grants (
  code_hash varchar primary key,
  app_id bigint not null references oauth_apps (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  redirect_uri varchar not null,
  scopes varchar not null,
  code_challenge varchar not null,
  expires_at timestamp with time zone not null
);
create index oauth_grants_app on oauth_grants (app_id);
create index oauth_grants_account on oauth_grants (account_id);
create index oauth_grants_expiry on oauth_grants (expires_at);

create table oauth_tokens (
  id bigint primary key,
  token_hash varchar not null,
  app_id bigint not null references oauth_apps (id) on delete cascade,
  account_id bigint references accounts (id) on delete cascade,
  scopes varchar not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint oauth_tokens_hash unique (token_hash)
);
create index oauth_tokens_account on oauth_tokens (account_id);
create index oauth_tokens_app on oauth_tokens (app_id);

create table sessions (
  id bigint primary key,
  session_hash varchar not null,
  account_id bigint not null references accounts (id) on delete cascade,
  user_agent varchar not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint sessions_hash unique (session_hash)
);
create index sessions_account on sessions (account_id);
create index sessions_expiry on sessions (expires_at);
