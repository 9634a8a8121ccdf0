-- Made anew, since a check cannot be changed: a model's answer to a whole note is one of them now.
create table translations_now (
  hash text not null,
  target text not null,
  engine text not null,
  kind text not null check (kind in ('translation', 'words', 'whole', 'not-mine')),
  text text not null,
  primary key (hash, target, engine)
);
insert into translations_now select hash, target, engine, kind, text from translations;
drop table translations;
alter table translations_now rename to translations;

-- Characters sent to paid engines, by day and account.
create table spending (
  day text not null,
  account text not null,
  characters integer not null,
  primary key (day, account)
) without rowid;

-- What communities explain in their own words.
create table glossary (
  community text not null,
  term text not null,
  reading text not null,
  meaning text not null,
  set_by text not null,
  set_at integer not null,
  primary key (community, term)
) without rowid;
