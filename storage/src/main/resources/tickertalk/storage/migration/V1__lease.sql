-- Who does, for the whole cluster, what only one may do. The fence rises with every change of hands.
create table lease (
  name       text   not null primary key,
  holder     text   not null,
  fence      bigint not null check (fence > 0),
  expires_at bigint not null
);
