-- Each index holds only the jobs that its queries look for.
create index jobs_ready on jobs (queue, run_at, id) where lease_until is null;
create index jobs_leased on jobs (lease_until) where lease_until is not null;
create unique index jobs_waiting_once on jobs (type, waiting_key) where waiting_key is not null;
create index jobs_lines on jobs (ordering_key, id) where ordering_key is not null;

-- Every job leaves two dead rows behind: vacuum early, at full speed, and without the lock that
-- giving space back to the file system takes.
alter table jobs set (
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = false
);
