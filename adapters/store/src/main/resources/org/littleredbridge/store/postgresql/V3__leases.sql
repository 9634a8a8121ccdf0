-- Processes that take leases; one lives until alive_until. names is a JSON array of what it could take.
create table nodes (
  id text collate "C" primary key,
  process text collate "C" not null,
  names text collate "C" not null,
  alive_until bigint not null
);

-- Who may do what, until ends_at; node is empty when nobody does. fence counts takings.
create table leases (
  name text collate "C" primary key,
  fence bigint not null default 0,
  node text collate "C",
  ends_at bigint not null default 0
);
