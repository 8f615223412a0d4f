-- name: NFKC and case folded, what is compared; display_name: as its first user wrote it
create table tags (
  id bigint not null primary key,
  name varchar(255) not null,
  display_name varchar(255) not null,
  created_at timestamp with time zone not null,
  constraint tags_name unique (name)
);

create table status_tags (
  tag_id bigint not null references tags (id),
  status_id bigint not null references statuses (id),
  primary key (tag_id, status_id)
);
create index status_tags_status on status_tags (status_id);
