create table notifications (
  id bigint not null primary key,
  account_id bigint not null references accounts (id),
  type varchar(32) not null,
  from_account_id bigint not null references accounts (id),
  status_id bigint references statuses (id),
  created_at timestamp with time zone not null,
  constraint notifications_once unique nulls not distinct (account_id, type, from_account_id, status_id)
);
create index notifications_page on notifications (account_id, id desc);
create index notifications_status on notifications (status_id);
