-- The public timelines read the newest rows of these; nothing else of the table.
create index statuses_public on statuses (id desc)
  where deleted_at is null and visibility = 'PUBLIC' and reblog_of_id is null
    and (in_reply_to_account_id is null or in_reply_to_account_id = account_id);
create index statuses_local on statuses (id desc)
  where deleted_at is null and visibility = 'PUBLIC' and reblog_of_id is null and local
    and (in_reply_to_account_id is null or in_reply_to_account_id = account_id);
create index statuses_deleted on statuses (deleted_at) where deleted_at is not null and purged_at is null;
create index media_unattached on media_attachments (created_at) where status_id is null;
create index tags_prefix on tags (name varchar_pattern_ops);

-- Counters change often and no index contains them: room in the page keeps such an update inside it.
alter table statuses set (fillfactor = 90);
