create index jobs_of_group on jobs (group_key);
