create table markers (
  account_id bigint not null references accounts (id) on delete cascade,
  timeline varchar not null,
  last_read_id bigint not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  primary key (account_id, timeline)
);
