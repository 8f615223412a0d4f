-- A plain index serves LIKE only in the C collation.
create index accounts_search_name_prefix on accounts (search_name varchar_pattern_ops);
create index accounts_username_prefix on accounts (username_key varchar_pattern_ops);
alter table accounts set (fillfactor = 85);
