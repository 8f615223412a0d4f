-- Most posts are neither answers nor boosts: indexes of the few that are keep an insert out of three of them.
drop index statuses_reblog;
drop index statuses_reply;
drop index statuses_reply_uri;
alter table statuses drop constraint statuses_boost;
create index statuses_reblog on statuses (reblog_of_id, id desc) where reblog_of_id is not null;
create index statuses_reply on statuses (in_reply_to_id, id) where in_reply_to_id is not null;
create index statuses_reply_uri on statuses (in_reply_to_uri) where in_reply_to_uri <> '';
create unique index statuses_boost on statuses (account_id, reblog_of_id) where reblog_of_id is not null;
