create unique index jobs_line_runs on jobs (running_key) where running_key is not null;
create index jobs_suspect on jobs (queue, run_at, id) where lease_until is null and crashes > 0;

-- The statements that workers repeat. As functions they keep one plan, made for indexes: the table is
-- empty most of the time, and a plan for an empty table reads all of it when it is full.

-- Takes due jobs under a lease. Passes over what another claim has locked, keys without room, lines whose
-- older jobs live, and all but one of those whose worker died.
create function claim_jobs(
  from_queue varchar, most integer, at_time timestamptz, by_worker varchar, until timestamptz,
  with_suspect boolean, full_keys varchar[], held_keys varchar[], held_counts integer[], per_key integer)
returns setof jobs language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  with fresh as materialized (
    select j.id, j.concurrency_key, j.run_at from jobs j
    where j.queue = from_queue and j.lease_until is null and j.run_at <= at_time and j.crashes = 0
      and (j.concurrency_key is null or j.concurrency_key <> all (full_keys))
      and (j.ordering_key is null or not (
        exists (select 1 from jobs o where o.ordering_key = j.ordering_key and o.id < j.id)
        or exists (select 1 from jobs r where r.running_key = j.ordering_key)))
    order by j.queue, j.run_at, j.id limit most for update skip locked),
  suspect as materialized (
    select j.id, j.concurrency_key, j.run_at from jobs j
    where with_suspect and j.queue = from_queue and j.lease_until is null and j.run_at <= at_time
      and j.crashes > 0
      and (j.concurrency_key is null or j.concurrency_key <> all (full_keys))
      and (j.ordering_key is null or not (
        exists (select 1 from jobs o where o.ordering_key = j.ordering_key and o.id < j.id)
        or exists (select 1 from jobs r where r.running_key = j.ordering_key)))
    order by j.queue, j.run_at, j.id limit 1 for update skip locked),
  ranked as (
    select d.id, d.run_at, d.concurrency_key, row_number() over (
      partition by d.concurrency_key order by d.run_at, d.id) as nth
    from (select * from fresh union all select * from suspect) d),
  chosen as (
    select r.id from ranked r
    where r.concurrency_key is null
      or r.nth + coalesce(held_counts[array_position(held_keys, r.concurrency_key)], 0) <= per_key
    order by r.run_at, r.id limit most)
  update jobs j set fence = nextval('job_fences'), attempts = j.attempts + 1, waiting_key = null,
    running_key = j.ordering_key, worker = by_worker, lease_until = until
  from chosen c where j.id = c.id
  returning j.*;
end $$;

-- Adds a job under a lease; no row when another one of its ordering key lives.
create function hold_job(
  new_type varchar, new_queue varchar, new_payload varchar, new_run_at timestamptz, at_time timestamptz,
  line varchar, shared varchar, by_worker varchar, until timestamptz)
returns table (job_id bigint, job_fence bigint) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
begin
  if line is not null and exists (select 1 from jobs j where j.ordering_key = line) then
    return;
  end if;
  return query
  insert into jobs (type, queue, payload, run_at, enqueued_at, ordering_key, running_key, concurrency_key,
    attempts, fence, lease_until, worker)
  values (new_type, new_queue, new_payload, new_run_at, at_time, line, line, shared,
    1, nextval('job_fences'), until, by_worker)
  on conflict do nothing returning id, fence;
end $$;

-- Removes held jobs and gives the fences of those that the caller still held.
create function complete_jobs(ids bigint[], fences bigint[]) returns setof bigint language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  delete from jobs j using unnest(ids, fences) as u (id, fence)
  where j.id = u.id and j.fence = u.fence returning j.fence;
end $$;

-- Extends leases and gives the fences of those that the caller still held.
create function extend_jobs(until timestamptz, ids bigint[], fences bigint[]) returns setof bigint language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  update jobs j set lease_until = until from unnest(ids, fences) as u (id, fence)
  where j.id = u.id and j.fence = u.fence returning j.fence;
end $$;
