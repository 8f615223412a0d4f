-- The newest form of the functions; run again by Flyway whenever this file changes. A worker of an older version calls
-- them too while a site is upgraded: arguments and results of a function stay, a new one gets a new name.
-- For those that are not here see V0013 and V0015.
-- Rows of a known key are found by an array and never by a join: plans are kept, and one that was made while a table was empty
-- may walk over all of it for each key, until the next analyze. For the same reason what is wanted in order is never fetched
-- by a bitmap and sorted: for the one row that an empty table promises that costs as little, and then each claim sorts the queue.

-- The time of the first job that waits from a time on, whether it can be taken or not.
create or replace function first_waiting(from_queue varchar, since timestamptz) returns timestamptz
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
begin
  return (
    select j.run_at from jobs j
    where j.queue = from_queue and j.lease_until is null and j.run_at >= since
    order by j.queue, j.run_at, j.id limit 1);
end $$;

-- Takes due jobs under a lease, those from a time on. Passes over what another claim has locked, keys without room, lines whose
-- older jobs live, and all but one of those whose worker died, which must have no more deaths than that. Heeds what holds for the queue in all processes: where
-- those are limits, one claim at a time counts what is held and takes no more than there is room for.
create or replace function take_jobs(
  from_queue varchar, since timestamptz, most integer, at_time timestamptz, by_worker varchar, until timestamptz,
  most_deaths integer, full_keys varchar[], held_keys varchar[], held_counts integer[], per_key integer)
returns setof jobs language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set enable_bitmapscan = off set enable_sort = off
as $$
declare
  rule job_queues;
  keys_everywhere varchar[] := '{}';
  counts_everywhere integer[] := '{}';
  suspects tid[] := '{}';
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
  if per_key = 2147483647 and coalesce(rule.most_per_key, per_key) = per_key
    and cardinality(full_keys) = 0 and cardinality(held_keys) = 0 then
    -- Nothing to count by key: the rows that were locked are changed where they stand.
    if most_deaths > 0 then
      suspects := array(
        select j.ctid from jobs j
        where j.queue = from_queue and j.lease_until is null and j.run_at <= at_time
          and j.crashes > 0 and j.crashes <= most_deaths
          and (j.ordering_key is null or not (
            exists (select 1 from jobs o where o.ordering_key = j.ordering_key and o.id < j.id)
            or exists (select 1 from jobs r where r.running_key = j.ordering_key)))
        order by j.queue, j.run_at, j.id limit 1 for update skip locked);
      most := most - cardinality(suspects);
    end if;
    return query
    update jobs j set fence = nextval('job_fences'), attempts = j.attempts + 1,
      waiting_key = case when j.until_done then j.waiting_key end,
      running_key = j.ordering_key, worker = by_worker, lease_until = until
    where j.ctid = any (suspects || array(
      select d.ctid from jobs d
      where d.queue = from_queue and d.lease_until is null and d.run_at >= since and d.run_at <= at_time and d.crashes = 0
        and (d.ordering_key is null or not (
          exists (select 1 from jobs o where o.ordering_key = d.ordering_key and o.id < d.id)
          or exists (select 1 from jobs r where r.running_key = d.ordering_key)))
      order by d.queue, d.run_at, d.id limit most for update skip locked))
    returning j.*;
    return;
  end if;
  return query
  with fresh as materialized (
    select j.id, j.concurrency_key, j.run_at from jobs j
    where j.queue = from_queue and j.lease_until is null and j.run_at >= since and j.run_at <= at_time
      and j.crashes = 0
      and (j.concurrency_key is null or j.concurrency_key <> all (full_keys))
      and (j.ordering_key is null or not (
        exists (select 1 from jobs o where o.ordering_key = j.ordering_key and o.id < j.id)
        or exists (select 1 from jobs r where r.running_key = j.ordering_key)))
    order by j.queue, j.run_at, j.id limit most for update skip locked),
  suspect as materialized (
    select j.id, j.concurrency_key, j.run_at from jobs j
    where most_deaths > 0 and j.queue = from_queue and j.lease_until is null and j.run_at <= at_time
      and j.crashes > 0 and j.crashes <= most_deaths
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
  where j.id = any (array(select c.id from chosen c))
  returning j.*;
end $$;

-- As workers of older versions ask for it.
create or replace function claim_jobs(
  from_queue varchar, most integer, at_time timestamptz, by_worker varchar, until timestamptz,
  with_suspect boolean, full_keys varchar[], held_keys varchar[], held_counts integer[], per_key integer)
returns setof jobs language sql as $$
  select * from take_jobs(
    from_queue, '-infinity', most, at_time, by_worker, until, case when with_suspect then 2147483647 else 0 end,
    full_keys, held_keys, held_counts, per_key)
$$;

-- Adds jobs, those with a worker under its lease where no other job of their line lives and nothing holds for
-- their queue; the others wait. Gives the places, ids and fences of those that are held.
create or replace function add_jobs(
  types varchar[], queues varchar[], payloads varchar[], run_ats varchar[], lines varchar[], shareds varchar[],
  workers varchar[], untils varchar[], at_time timestamptz)
returns table (place bigint, job_id bigint, job_fence bigint) language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  places bigint[];
  ids bigint[];
  fences bigint[];
begin
  with given as (
    select * from unnest(types, queues, payloads, run_ats, lines, shareds, workers, untils) with ordinality
      as u (type, queue, payload, run_at, line, shared, worker, until, place)),
  free as (
    select g.*, nextval('jobs_id_seq') as new_id from given g
    where g.worker <> ''
      and not exists (
        select 1 from job_queues q where q.queue = g.queue
          and (q.paused or q.most_running < 2147483647 or q.most_per_key < 2147483647))
      and (g.line = '' or not exists (select 1 from jobs j where j.ordering_key = g.line))),
  held as (
    insert into jobs (id, type, queue, payload, run_at, enqueued_at, ordering_key, running_key, concurrency_key,
      attempts, fence, lease_until, worker)
    select f.new_id, f.type, f.queue, f.payload, coalesce(nullif(f.run_at, '')::timestamptz, at_time), at_time,
      nullif(f.line, ''), nullif(f.line, ''), nullif(f.shared, ''), 1, nextval('job_fences'),
      f.until::timestamptz, f.worker
    from free f order by f.place
    on conflict do nothing returning id, fence)
  select array_agg(f.place), array_agg(h.id), array_agg(h.fence) into places, ids, fences
  from held h join free f on f.new_id = h.id;
  insert into jobs (enqueued_at, type, queue, payload, run_at, ordering_key, concurrency_key)
  select at_time, u.type, u.queue, u.payload, coalesce(nullif(u.run_at, '')::timestamptz, at_time),
    nullif(u.line, ''), nullif(u.shared, '')
  from unnest(types, queues, payloads, run_ats, lines, shareds) with ordinality
    as u (type, queue, payload, run_at, line, shared, place)
  where u.place <> all (coalesce(places, '{}'))
  order by u.place;
  return query select * from unnest(places, ids, fences);
end $$;

-- Removes held jobs and gives their fences, and counts those that belong to groups: when all are gone, the last job of
-- the group may run. No two claims have the same fence.
create or replace function complete_jobs(ids bigint[], fences bigint[], at_time timestamptz)
returns setof bigint language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  with gone as (
    delete from jobs j where j.id = any (ids) and j.fence = any (fences) returning j.fence, j.group_key),
  counted as (
    update job_groups g set done = g.done + c.members
    from (
      select o.group_key, count(*) as members from gone o where o.group_key is not null
      group by o.group_key) c
    where g.name = c.group_key and g.name = any (array(select o.group_key from gone o where o.group_key is not null))
    returning g.name, g.done + g.failed >= g.total as is_over),
  ended as (
    update jobs j set run_at = at_time, group_key = null
    where j.group_key = any (array(select c.name from counted c where c.is_over))
      and j.run_at = '9000-01-01 00:00:00+00' and j.lease_until is null)
  select o.fence from gone o;
end $$;

-- Extends leases and gives the fences of those that are held.
create or replace function extend_jobs(until timestamptz, ids bigint[], fences bigint[]) returns setof bigint language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
begin
  return query
  update jobs j set lease_until = until where j.id = any (ids) and j.fence = any (fences) returning j.fence;
end $$;

-- A row for each queue that has jobs, at a cost that does not grow with the queue: names by steps through an index,
-- counts by an index up to so many, what the planner's statistics say beyond them.
create or replace function queue_stats(at_time timestamptz, cap integer)
returns table (
  queue varchar, waiting bigint, running bigint, scheduled bigint, dead bigint, oldest timestamptz,
  is_estimate boolean) language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  guess bigint;
begin
  for queue, running in
    with recursive waiting_in (name) as (
      (select j.queue from jobs j where j.lease_until is null order by j.queue limit 1)
      union all
      select (
        select j.queue from jobs j where j.lease_until is null and j.queue > w.name order by j.queue limit 1)
      from waiting_in w where w.name is not null),
    dead_in (name) as (
      (select d.queue from dead_jobs d order by d.queue limit 1)
      union all
      select (select d.queue from dead_jobs d where d.queue > w.name order by d.queue limit 1)
      from dead_in w where w.name is not null),
    held_in as (
      select j.queue as name, count(*) as held from jobs j where j.lease_until is not null group by j.queue)
    select n.name, coalesce(h.held, 0)
    from (
      select name from waiting_in union select name from dead_in union select name from held_in) n
    left join held_in h on h.name = n.name
    where n.name is not null order by n.name
  loop
    is_estimate := false;
    select min(j.run_at) into oldest from jobs j
    where j.queue = queue_stats.queue and j.lease_until is null;
    oldest := case when oldest <= at_time then oldest end;
    select count(*) into waiting from (
      select 1 from jobs j
      where j.queue = queue_stats.queue and j.lease_until is null and j.run_at <= at_time
      limit cap) s;
    select count(*) into scheduled from (
      select 1 from jobs j
      where j.queue = queue_stats.queue and j.lease_until is null and j.run_at > at_time
      limit cap) s;
    select count(*) into dead from (
      select 1 from dead_jobs d where d.queue = queue_stats.queue limit cap) s;
    if waiting = cap then
      guess := rows_expected(format(
        'select 1 from jobs where queue = %L and lease_until is null and run_at <= %L', queue, at_time));
      waiting := greatest(waiting, guess);
      is_estimate := true;
    end if;
    if scheduled = cap then
      guess := rows_expected(format(
        'select 1 from jobs where queue = %L and lease_until is null and run_at > %L', queue, at_time));
      scheduled := greatest(scheduled, guess);
      is_estimate := true;
    end if;
    if dead = cap then
      dead := greatest(dead, rows_expected(format('select 1 from dead_jobs where queue = %L', queue)));
      is_estimate := true;
    end if;
    return next;
  end loop;
end $$;

-- How many rows the planner expects of a query, which is not run.
create or replace function rows_expected(query text) returns bigint language plpgsql as $$
declare
  plan json;
begin
  execute 'explain (format json) ' || query into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
end $$;
