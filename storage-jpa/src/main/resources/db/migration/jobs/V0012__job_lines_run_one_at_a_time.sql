-- The ordering key while the job is held: no two held jobs have the same.
alter table jobs add column running_key varchar;
