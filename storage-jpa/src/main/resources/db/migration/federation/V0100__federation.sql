create table activity_payloads (
  id bigint primary key,
  body bytea not null,
  created_at timestamp with time zone not null
);
create index activity_payloads_age on activity_payloads (created_at);

-- The key is the SHA-256 of the activity's id, which may be of any length.
create table seen_activities (
  activity_hash varchar primary key,
  seen_at timestamp with time zone not null
);
create index seen_activities_age on seen_activities (seen_at);

create table origin_health (
  authority varchar primary key,
  failures integer not null,
  failing_since timestamp with time zone not null,
  retry_at timestamp with time zone not null
);
create index origin_health_retry on origin_health (retry_at);

create table remote_actors (
  uri varchar primary key,
  document varchar not null,
  fetched_at timestamp with time zone not null
);

create table remote_actor_keys (
  key_id varchar not null,
  actor_uri varchar not null references remote_actors (uri) on delete cascade,
  primary key (key_id, actor_uri)
);
create index remote_actor_keys_actor on remote_actor_keys (actor_uri);
