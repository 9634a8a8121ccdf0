-- What the last look at a list saw of a note, so that a later one can tell how it grew.
create table looks (
  feed text not null,
  note text not null,
  likes text not null,
  likes_at_least integer not null,
  likes_exact integer not null,
  seen_at integer not null,
  primary key (feed, note)
) without rowid;
create index looks_old on looks (seen_at);
