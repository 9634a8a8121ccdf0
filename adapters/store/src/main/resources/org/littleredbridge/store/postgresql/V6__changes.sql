-- What became of a note since it was shown. revision counts changes; gone_reason is set with gone_at.
alter table notes add column revision integer not null default 0;
alter table notes add column edited_at bigint;
alter table notes add column gone_at bigint;
alter table notes add column gone_reason text collate "C";

-- Notes that people were shown not long ago and that are to be looked at again.
create table note_looks (
  note text collate "C" primary key,
  since bigint not null,
  looks integer not null default 0,
  hinted boolean not null default false
);
create index note_looks_newest on note_looks (since);

-- revision is that of the note whose messages an update changes.
alter table deliveries add column revision integer;
alter table deliveries drop constraint deliveries_cargo_check;
alter table deliveries add constraint deliveries_cargo_check
  check (cargo in ('note', 'update', 'digest', 'comment', 'notice', 'outcome'));
create index deliveries_note on deliveries (note) where cargo = 'note';
