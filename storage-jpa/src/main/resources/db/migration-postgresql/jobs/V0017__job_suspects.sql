-- Claims look for jobs whose worker died: mostly there are none, and without an index of their own a look reads
-- the whole queue.
create index jobs_suspects on jobs (queue, run_at, id) where lease_until is null and crashes > 0;
