-- Processes that take leases; one lives until alive_until. names is a JSON array of what it could take.
create table nodes (
  id text primary key,
  process text not null,
  names text not null,
  alive_until integer not null
) without rowid;

-- Who may do what, until ends_at; node is empty when nobody does. fence counts takings.
create table leases (
  name text primary key,
  fence integer not null default 0,
  node text,
  ends_at integer not null default 0
) without rowid;
