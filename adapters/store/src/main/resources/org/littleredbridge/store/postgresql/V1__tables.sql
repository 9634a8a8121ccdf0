-- The same tables as on SQLite. Texts are in the order of their characters' numbers, whatever the database's language.
-- Times are milliseconds since 1970. Lists of texts are JSON arrays. Channels are "messenger:chat[:thread]",
-- feeds "creator:ID", "trending" or "search:WORDS".

-- Ids that must never be given twice, also after a clean-up.
create table counters (
  name text collate "C" primary key,
  value bigint not null
);
insert into counters (name, value) values ('delivery', 0), ('creator', 0);

-- seen grows with each sight of a creator.
create table creators (
  id text collate "C" primary key,
  token text collate "C",
  name text collate "C" not null,
  avatar text collate "C",
  seen bigint not null
);
-- By hash, since a sorted index takes no long names.
create index creators_name on creators using hash (name);

create table notes (
  id text collate "C" primary key,
  token text collate "C",
  creator text collate "C" not null references creators (id),
  title text collate "C" not null,
  text text collate "C" not null,
  tags text collate "C" not null,
  kind text collate "C" not null check (kind in ('slideshow', 'video')),
  length_ms bigint not null,
  likes text collate "C" not null,
  likes_at_least bigint not null,
  likes_exact boolean not null,
  published_at bigint not null,
  complete boolean not null
);

create table note_media (
  note text collate "C" not null references notes (id) on delete cascade,
  place integer not null,
  role text collate "C" not null check (role in ('PICTURE', 'COVER', 'STREAM')),
  kind text collate "C" not null,
  key text collate "C" not null,
  sources text collate "C" not null,
  width integer not null,
  height integer not null,
  primary key (note, place)
);

create table comments (
  id text collate "C" primary key,
  note text collate "C" not null,
  author text collate "C" not null references creators (id),
  text text collate "C" not null,
  written_at bigint not null,
  parent text collate "C"
);

create table feeds (
  feed text collate "C" primary key,
  due_at bigint not null,
  held_until bigint not null default 0,
  polled_at bigint,
  failures integer not null default 0,
  last_failure text collate "C"
);
create index feeds_due on feeds (due_at, feed);
create index feeds_held on feeds (held_until) where held_until > due_at;

-- Which feed has brought which note: what is missing here is new.
create table feed_notes (
  feed text collate "C" not null,
  note text collate "C" not null,
  brought_at bigint not null,
  primary key (feed, note)
);

create table subscriptions (
  id bigint generated always as identity primary key,
  channel text collate "C" not null,
  feed text collate "C" not null references feeds (feed),
  since bigint not null,
  backlog integer not null,
  primed boolean not null,
  unique (channel, feed)
);
create index subscriptions_feed on subscriptions (feed);

create table settings (
  channel text collate "C" not null,
  name text collate "C" not null,
  value text collate "C" not null,
  primary key (channel, name)
);

create table settings_audit (
  id bigint generated always as identity primary key,
  channel text collate "C" not null,
  name text collate "C" not null,
  value text collate "C" not null,
  set_by text collate "C" not null,
  set_at bigint not null
);

create table communities (
  id text collate "C" primary key,
  name text collate "C" not null,
  state text collate "C" not null check (state in ('ASKED', 'APPROVED', 'DECLINED')),
  since bigint not null,
  decided_by text collate "C" not null
);

-- One row a channel and note; delivery is that of the digest when the note came in one (in_digest: 1).
-- The last three columns hold the end of a delivery that was cleaned up.
create table verdicts (
  id bigint generated always as identity primary key,
  channel text collate "C" not null,
  note text collate "C" not null,
  verdict text collate "C" not null check (verdict in ('send', 'filtered', 'primed', 'capped')),
  detail text collate "C" not null,
  decided_at bigint not null,
  delivery bigint,
  in_digest smallint not null default 0,
  state text collate "C",
  attempts integer,
  reason text collate "C",
  unique (channel, note)
);
create index verdicts_newest on verdicts (channel, decided_at);

-- A row with a key stays for good, emptied and without ended_at after a clean-up. pictures and rest are
-- how a post of several messages is cut up; pictures is empty for a post of one. A lane goes by place,
-- which is the id but for a digest: that has the place of the first note in it. late_at is only for notes.
-- A gathered row is a note that its digest brings; it ends with that.
create table deliveries (
  id bigint primary key,
  channel text collate "C" not null,
  place bigint not null,
  state text collate "C" not null default 'waiting'
    check (state in ('waiting', 'gathered', 'delivered', 'abandoned')),
  cargo text collate "C" not null check (cargo in ('note', 'digest', 'comment', 'notice', 'outcome')),
  note text collate "C",
  comment text collate "C",
  reply_channel text collate "C",
  reply_message text collate "C",
  reply_state text collate "C",
  text text collate "C",
  actions text collate "C",
  pictures integer,
  rest text collate "C",
  key text collate "C" unique,
  digest bigint,
  attempts integer not null default 0,
  failing_since bigint,
  reason text collate "C",
  accepted_at bigint not null,
  late_at bigint,
  ended_at bigint
);
create index deliveries_waiting on deliveries (channel, place) where state = 'waiting';
create index deliveries_digest on deliveries (digest, id) where digest is not null;
create index deliveries_ended on deliveries (ended_at) where ended_at is not null;

-- due_at is empty exactly when nothing waits. turn counts claims: of lanes due at the same time the
-- one that was served less goes first. A lane with paused_since is left alone: its channel is closed.
create table lanes (
  channel text collate "C" primary key,
  due_at bigint,
  held_until bigint not null default 0,
  turn bigint not null default 0,
  paused_since bigint,
  paused_cause text collate "C",
  paused_detail text collate "C"
);
create index lanes_due on lanes (due_at, turn) where due_at is not null and paused_since is null;
create index lanes_paused on lanes (channel) where paused_since is not null;

-- What was sent. Rows with a note are also how a reply finds its note, and stay for good.
create table messages (
  channel text collate "C" not null,
  message text collate "C" not null,
  delivery bigint not null,
  part integer not null,
  -- 1: a further message of the same part, such as another picture of an album; else 0.
  also smallint not null,
  note text collate "C",
  comment text collate "C",
  sent_at bigint not null,
  primary key (channel, message)
);
create index messages_delivery on messages (delivery, part) where also = 0;

-- At most one of due_at (to be posted) and look_at (answers to be looked for) is set.
create table replies (
  id bigint generated always as identity primary key,
  channel text collate "C" not null,
  message text collate "C" not null,
  member text collate "C" not null,
  note text collate "C" not null,
  answers text collate "C",
  text text collate "C" not null,
  state text collate "C" not null check (state in ('WAITING', 'POSTING', 'POSTED', 'UNKNOWN', 'REFUSED')),
  posted text collate "C",
  comment text collate "C",
  attempts integer not null default 0,
  looks integer not null default 0,
  accepted_at bigint not null,
  posting_at bigint,
  due_at bigint,
  look_at bigint,
  held_until bigint not null default 0,
  unique (channel, message)
);
create index replies_due on replies (due_at) where due_at is not null;
create index replies_look on replies (look_at) where look_at is not null;
create index replies_note on replies (note);

-- One row a request that left: a reply may take several, and each spends the account's budget.
create table postings (
  id bigint generated always as identity primary key,
  reply bigint not null references replies (id),
  left_at bigint not null
);
create index postings_left on postings (left_at);

create table account_stops (
  account text collate "C" primary key,
  state text collate "C" not null,
  reason text collate "C" not null,
  since bigint not null,
  until bigint
);

create table account_days (
  account text collate "C" not null,
  day text collate "C" not null,
  spent integer not null,
  primary key (account, day)
);

create table translations (
  hash text collate "C" not null,
  target text collate "C" not null,
  engine text collate "C" not null,
  kind text collate "C" not null check (kind in ('translation', 'words', 'not-mine')),
  text text collate "C" not null,
  primary key (hash, target, engine)
);

-- A done event keeps its id alone, so that a repetition is known.
create table events (
  seq bigint generated always as identity primary key,
  id text collate "C" not null unique,
  kind text collate "C" not null check (kind in ('reply', 'command', 'press', 'joined', 'left', 'moved')),
  channel text collate "C" not null,
  community text collate "C" not null,
  community_name text collate "C" not null,
  message_channel text collate "C",
  message text collate "C",
  to_channel text collate "C",
  to_message text collate "C",
  answer_to text collate "C",
  member text collate "C",
  member_name text collate "C",
  member_standing text collate "C",
  member_language text collate "C",
  text text collate "C" not null,
  at bigint not null,
  done_at bigint
);
create index events_waiting on events (channel, seq) where done_at is null;
create index events_done on events (done_at) where done_at is not null;

create table transcript (
  id bigint generated always as identity primary key,
  channel text collate "C" not null,
  key text collate "C" not null,
  at bigint not null,
  reply_to text collate "C",
  payload text collate "C" not null,
  unique (channel, key)
);
create index transcript_channel on transcript (channel, id);

-- Under which id a chat service keeps a file that it has from us.
create table file_ids (
  service text collate "C" not null,
  key text collate "C" not null,
  id text collate "C" not null,
  primary key (service, key)
);
