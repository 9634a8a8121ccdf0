-- What became of a note since it was shown. revision counts changes; gone_reason is set with gone_at.
alter table notes add column revision integer not null default 0;
alter table notes add column edited_at integer;
alter table notes add column gone_at integer;
alter table notes add column gone_reason text;

-- Notes that people were shown not long ago and that are to be looked at again.
create table note_looks (
  note text primary key,
  since integer not null,
  looks integer not null default 0,
  hinted integer not null default 0
) without rowid;
create index note_looks_newest on note_looks (since);

-- Made anew, since a check cannot be changed: there are updates now, and revision is that of the note
-- whose messages one changes.
create table deliveries_now (
  id integer primary key,
  channel text not null,
  place integer not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'gathered', 'delivered', 'abandoned')),
  cargo text not null check (
    cargo in ('note', 'update', 'digest', 'comment', 'notice', 'outcome')),
  note text,
  comment text,
  reply_channel text,
  reply_message text,
  reply_state text,
  text text,
  actions text,
  pictures integer,
  rest text,
  key text unique,
  digest integer,
  attempts integer not null default 0,
  failing_since integer,
  reason text,
  accepted_at integer not null,
  late_at integer,
  ended_at integer,
  revision integer
);
insert into deliveries_now (
  id, channel, place, state, cargo, note, comment, reply_channel,
  reply_message, reply_state, text, actions, pictures, rest, key, digest,
  attempts, failing_since, reason, accepted_at, late_at, ended_at)
select
  id, channel, place, state, cargo, note, comment, reply_channel,
  reply_message, reply_state, text, actions, pictures, rest, key, digest,
  attempts, failing_since, reason, accepted_at, late_at, ended_at
from deliveries;
drop table deliveries;
alter table deliveries_now rename to deliveries;
create index deliveries_waiting on deliveries (channel, place) where state = 'waiting';
create index deliveries_digest on deliveries (digest, id) where digest is not null;
create index deliveries_ended on deliveries (ended_at) where ended_at is not null;
create index deliveries_note on deliveries (note) where cargo = 'note';
