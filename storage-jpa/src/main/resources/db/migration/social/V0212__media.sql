create table media_attachments (
  id bigint not null primary key,
  account_id bigint not null references accounts (id),
  status_id bigint references statuses (id),
  position integer not null default 0,
  type varchar(8) not null,
  processing varchar(8) not null,
  file_key varchar(512) not null default '',
  thumbnail_key varchar(512) not null default '',
  content_type varchar(255) not null default '',
  file_size bigint not null default 0,
  remote_url varchar(2048) not null default '',
  thumbnail_remote_url varchar(2048) not null default '',
  blurhash varchar(255) not null default '',
  focus_x double precision,
  focus_y double precision,
  description varchar not null default '',
  meta varchar not null default '{}',
  created_at timestamp with time zone not null
);
create index media_attachments_status on media_attachments (status_id, position);
create index media_attachments_account on media_attachments (account_id, id desc);
