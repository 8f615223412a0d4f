create index jobs_of_group on jobs (group_key) where group_key is not null;

-- As before, and heeds what holds for the queue in all processes: where those are limits, one claim at a
-- time counts what is held and takes no more than there is room for.
create or replace function claim_jobs(
  from_queue varchar, most integer, at_time timestamptz, by_worker varchar, until timestamptz,
  with_suspect boolean, full_keys varchar[], held_keys varchar[], held_counts integer[], per_key integer)
returns setof jobs language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  rule job_queues;
  keys_everywhere varchar[] := '{}';
  counts_everywhere integer[] := '{}';
begin
  select * into rule from job_queues q where q.queue = from_queue;
  if rule.paused then
    return;
  end if;
  if rule.most_running < 2147483647 or rule.most_per_key < 2147483647 then
    perform 1 from job_queues q where q.queue = from_queue for update;
    most := least(most, rule.most_running - (
      select count(*)::integer from jobs j where j.queue = from_queue and j.lease_until is not null));
    if most <= 0 then
      return;
    end if;
    select coalesce(array_agg(k.concurrency_key), '{}'), coalesce(array_agg(k.held), '{}'),
      full_keys || coalesce(array_agg(k.concurrency_key) filter (where k.held >= rule.most_per_key), '{}')
    into keys_everywhere, counts_everywhere, full_keys
    from (
      select j.concurrency_key, count(*)::integer as held from jobs j
      where j.queue = from_queue and j.lease_until is not null and j.concurrency_key is not null
      group by j.concurrency_key) k;
  end if;
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
      or (r.nth + coalesce(held_counts[array_position(held_keys, r.concurrency_key)], 0) <= per_key
        and (rule.most_per_key is null or r.nth
          + coalesce(counts_everywhere[array_position(keys_everywhere, r.concurrency_key)], 0)
          <= rule.most_per_key))
    order by r.run_at, r.id limit most)
  update jobs j set fence = nextval('job_fences'), attempts = j.attempts + 1,
    waiting_key = case when j.until_done then j.waiting_key end,
    running_key = j.ordering_key, worker = by_worker, lease_until = until
  from chosen c where j.id = c.id
  returning j.*;
end $$;

-- As before; not while something holds for the queue.
create or replace function hold_job(
  new_type varchar, new_queue varchar, new_payload varchar, new_run_at timestamptz, at_time timestamptz,
  line varchar, shared varchar, by_worker varchar, until timestamptz)
returns table (job_id bigint, job_fence bigint) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
begin
  if exists (
      select 1 from job_queues q where q.queue = new_queue
        and (q.paused or q.most_running < 2147483647 or q.most_per_key < 2147483647))
    or line is not null and exists (select 1 from jobs j where j.ordering_key = line) then
    return;
  end if;
  return query
  insert into jobs (type, queue, payload, run_at, enqueued_at, ordering_key, running_key, concurrency_key,
    attempts, fence, lease_until, worker)
  values (new_type, new_queue, new_payload, new_run_at, at_time, line, line, shared,
    1, nextval('job_fences'), until, by_worker)
  on conflict do nothing returning id, fence;
end $$;

-- As before, and counts those that belong to groups: when all are gone, the last job of the group may run.
create function complete_jobs(ids bigint[], fences bigint[], at_time timestamptz)
returns setof bigint language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  with gone as (
    delete from jobs j using unnest(ids, fences) as u (id, fence)
    where j.id = u.id and j.fence = u.fence returning j.fence, j.group_key),
  counted as (
    update job_groups g set done = g.done + c.members
    from (
      select o.group_key, count(*) as members from gone o where o.group_key is not null
      group by o.group_key) c
    where g.name = c.group_key
    returning g.name, g.done + g.failed >= g.total as is_over),
  ended as (
    update jobs j set run_at = at_time, group_key = null from counted c
    where c.is_over and j.group_key = c.name and j.run_at = '9000-01-01 00:00:00+00'
      and j.lease_until is null)
  select o.fence from gone o;
end $$;
