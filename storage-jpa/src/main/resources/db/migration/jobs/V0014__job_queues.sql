-- What holds for a queue in all processes; no row: nothing.
create table job_queues (
  queue varchar primary key,
  paused boolean default false not null,
  most_running integer default 2147483647 not null,
  most_per_key integer default 2147483647 not null
);

-- Jobs that are counted together; the last one has the time '9000-01-01' until the others are gone.
create table job_groups (
  name varchar primary key,
  total bigint default 0 not null,
  done bigint default 0 not null,
  failed bigint default 0 not null,
  cancelled boolean default false not null
);
alter table jobs add column group_key varchar;
alter table dead_jobs add column group_key varchar;

-- Whether the waiting_key stays while the job runs.
alter table jobs add column until_done boolean default false not null;
alter table dead_jobs add column until_done boolean default false not null;
