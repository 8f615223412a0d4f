-- What holds for a queue in all processes; no row: nothing.
create table job_queues (
  queue varchar primary key,
  paused boolean default false not null,
  most_running integer default 2147483647 not null,
  most_per_key integer default 2147483647 not null
);
