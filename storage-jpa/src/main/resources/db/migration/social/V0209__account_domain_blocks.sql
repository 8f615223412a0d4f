-- Whole domains that an account does not want to meet; its own statuses are hidden from them.
create table account_domain_blocks (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  domain varchar not null,
  created_at timestamp with time zone not null,
  constraint account_domain_blocks_pair unique (account_id, domain)
);
