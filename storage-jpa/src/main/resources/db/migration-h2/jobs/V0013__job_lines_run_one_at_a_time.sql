-- rows without a running_key are not compared
create unique index jobs_line_runs on jobs (running_key);
