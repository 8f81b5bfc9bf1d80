create table storage_test_thing (
  id   ${identity},
  name text   not null unique,
  size bigint not null check (size > 0 or name = 'thing 0')
);
