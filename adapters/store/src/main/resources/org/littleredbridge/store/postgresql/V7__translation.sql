-- A model's answer to a whole note is one of them now.
alter table translations drop constraint translations_kind_check;
alter table translations add constraint translations_kind_check
  check (kind in ('translation', 'words', 'whole', 'not-mine'));

-- Characters sent to paid engines, by day and account.
create table spending (
  day text collate "C" not null,
  account text collate "C" not null,
  characters bigint not null,
  primary key (day, account)
);

-- What communities explain in their own words.
create table glossary (
  community text collate "C" not null,
  term text collate "C" not null,
  reading text collate "C" not null,
  meaning text collate "C" not null,
  set_by text collate "C" not null,
  set_at bigint not null,
  primary key (community, term)
);
