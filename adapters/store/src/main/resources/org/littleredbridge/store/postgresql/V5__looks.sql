-- What the last look at a list saw of a note, so that a later one can tell how it grew.
create table looks (
  feed text collate "C" not null,
  note text collate "C" not null,
  likes text collate "C" not null,
  likes_at_least bigint not null,
  likes_exact boolean not null,
  seen_at bigint not null,
  primary key (feed, note)
);
create index looks_old on looks (seen_at);
