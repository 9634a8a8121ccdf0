-- Times are milliseconds since 1970. Lists of texts are JSON arrays. Channels are "messenger:chat[:thread]",
-- feeds "creator:ID", "trending" or "search:WORDS".

-- Ids that must never be given twice, also after a clean-up.
create table counters (
  name text primary key,
  value integer not null
) without rowid;
insert into counters (name, value) values ('delivery', 0), ('creator', 0);

-- seen grows with each sight of a creator.
create table creators (
  id text primary key,
  token text,
  name text not null,
  avatar text,
  seen integer not null
) without rowid;
create index creators_name on creators (name, seen);

create table notes (
  id text primary key,
  token text,
  creator text not null references creators (id),
  title text not null,
  text text not null,
  tags text not null,
  kind text not null check (kind in ('slideshow', 'video')),
  length_ms integer not null,
  likes text not null,
  likes_at_least integer not null,
  likes_exact integer not null,
  published_at integer not null,
  complete integer not null
) without rowid;

create table note_media (
  note text not null references notes (id) on delete cascade,
  place integer not null,
  role text not null check (role in ('PICTURE', 'COVER', 'STREAM')),
  kind text not null,
  key text not null,
  sources text not null,
  width integer not null,
  height integer not null,
  primary key (note, place)
) without rowid;

create table comments (
  id text primary key,
  note text not null,
  author text not null references creators (id),
  text text not null,
  written_at integer not null,
  parent text
) without rowid;

create table feeds (
  feed text primary key,
  due_at integer not null,
  held_until integer not null default 0,
  polled_at integer,
  failures integer not null default 0,
  last_failure text
) without rowid;
create index feeds_due on feeds (due_at, feed);
create index feeds_held on feeds (held_until) where held_until > due_at;

-- Which feed has brought which note: what is missing here is new.
create table feed_notes (
  feed text not null,
  note text not null,
  brought_at integer not null,
  primary key (feed, note)
) without rowid;

create table subscriptions (
  id integer primary key,
  channel text not null,
  feed text not null references feeds (feed),
  since integer not null,
  backlog integer not null,
  primed integer not null,
  unique (channel, feed)
);
create index subscriptions_feed on subscriptions (feed);

create table settings (
  channel text not null,
  name text not null,
  value text not null,
  primary key (channel, name)
) without rowid;

create table settings_audit (
  id integer primary key,
  channel text not null,
  name text not null,
  value text not null,
  set_by text not null,
  set_at integer not null
);

create table communities (
  id text primary key,
  name text not null,
  state text not null check (state in ('ASKED', 'APPROVED', 'DECLINED')),
  since integer not null,
  decided_by text not null
) without rowid;

-- One row a channel and note; delivery is that of the digest when the note came in one. The last three
-- columns hold the end of a delivery that was cleaned up.
create table verdicts (
  id integer primary key,
  channel text not null,
  note text not null,
  verdict text not null check (verdict in ('send', 'filtered', 'primed', 'capped')),
  detail text not null,
  decided_at integer not null,
  delivery integer,
  in_digest integer not null default 0,
  state text,
  attempts integer,
  reason text,
  unique (channel, note)
);
create index verdicts_newest on verdicts (channel, decided_at);

-- A row with a key stays for good, emptied and without ended_at after a clean-up. pictures and rest are
-- how a post of several messages is cut up; pictures is empty for a post of one. A lane goes by place,
-- which is the id but for a digest: that has the place of the first note in it. late_at is only for notes.
-- A gathered row is a note that its digest brings; it ends with that.
create table deliveries (
  id integer primary key,
  channel text not null,
  place integer not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'gathered', 'delivered', 'abandoned')),
  cargo text not null check (cargo in ('note', 'digest', 'comment', 'notice', 'outcome')),
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
  ended_at integer
);
create index deliveries_waiting on deliveries (channel, place) where state = 'waiting';
create index deliveries_digest on deliveries (digest, id) where digest is not null;
create index deliveries_ended on deliveries (ended_at) where ended_at is not null;

-- due_at is empty exactly when nothing waits. turn counts claims: of lanes due at the same time the
-- one that was served less goes first. A lane with paused_since is left alone: its channel is closed.
create table lanes (
  channel text primary key,
  due_at integer,
  held_until integer not null default 0,
  turn integer not null default 0,
  paused_since integer,
  paused_cause text,
  paused_detail text
) without rowid;
create index lanes_due on lanes (due_at, turn) where due_at is not null and paused_since is null;
create index lanes_paused on lanes (channel) where paused_since is not null;

-- What was sent. Rows with a note are also how a reply finds its note, and stay for good.
create table messages (
  channel text not null,
  message text not null,
  delivery integer not null,
  part integer not null,
  -- A further message of the same part, such as another picture of an album.
  also integer not null,
  note text,
  comment text,
  sent_at integer not null,
  primary key (channel, message)
) without rowid;
create index messages_delivery on messages (delivery, part) where also = 0;

-- At most one of due_at (to be posted) and look_at (answers to be looked for) is set.
create table replies (
  id integer primary key,
  channel text not null,
  message text not null,
  member text not null,
  note text not null,
  answers text,
  text text not null,
  state text not null check (state in ('WAITING', 'POSTING', 'POSTED', 'UNKNOWN', 'REFUSED')),
  posted text,
  comment text,
  attempts integer not null default 0,
  looks integer not null default 0,
  accepted_at integer not null,
  posting_at integer,
  due_at integer,
  look_at integer,
  held_until integer not null default 0,
  unique (channel, message)
);
create index replies_due on replies (due_at) where due_at is not null;
create index replies_look on replies (look_at) where look_at is not null;
create index replies_note on replies (note, posted);

-- One row a request that left: a reply may take several, and each spends the account's budget.
create table postings (
  id integer primary key,
  reply integer not null references replies (id),
  left_at integer not null
);
create index postings_left on postings (left_at);

create table account_stops (
  account text primary key,
  state text not null,
  reason text not null,
  since integer not null,
  until integer
) without rowid;

create table account_days (
  account text not null,
  day text not null,
  spent integer not null,
  primary key (account, day)
) without rowid;

create table translations (
  hash text not null,
  target text not null,
  engine text not null,
  kind text not null check (kind in ('translation', 'words', 'not-mine')),
  text text not null,
  primary key (hash, target, engine)
);

-- A done event keeps its id alone, so that a repetition is known.
create table events (
  seq integer primary key autoincrement,
  id text not null unique,
  kind text not null check (kind in ('reply', 'command', 'press', 'joined', 'left', 'moved')),
  channel text not null,
  community text not null,
  community_name text not null,
  message_channel text,
  message text,
  to_channel text,
  to_message text,
  answer_to text,
  member text,
  member_name text,
  member_standing text,
  member_language text,
  text text not null,
  at integer not null,
  done_at integer
);
create index events_waiting on events (channel, seq) where done_at is null;
create index events_done on events (done_at) where done_at is not null;

create table transcript (
  id integer primary key autoincrement,
  channel text not null,
  key text not null,
  at integer not null,
  reply_to text,
  payload text not null,
  unique (channel, key)
);
create index transcript_channel on transcript (channel, id);

-- Under which id a chat service keeps a file that it has from us.
create table file_ids (
  service text not null,
  key text not null,
  id text not null,
  primary key (service, key)
) without rowid;
