create table settings (
  name varchar primary key,
  setting varchar not null,
  updated_at timestamp with time zone not null
);
