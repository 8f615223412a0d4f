-- How many attempts each worker ends in a second, written every few seconds; for people who look.
create table job_rates (
  worker varchar not null,
  queue varchar not null,
  per_second double precision not null,
  measured_at timestamp with time zone not null,
  primary key (worker, queue)
);
