create index jobs_ready on jobs (queue, run_at, id);
create index jobs_leased on jobs (lease_until);
-- rows without a waiting_key are not compared
create unique index jobs_waiting_once on jobs (type, waiting_key);
create index jobs_lines on jobs (ordering_key, id);
