-- A JSON array of rules such as "exclude:WORDS".
alter table subscriptions add column filter text collate "C" not null default '[]';

-- Which feed had it decided; empty in rows of earlier versions.
alter table verdicts add column feed text collate "C";

-- So that the rules of a feed can be tried on what it brought last.
create index feed_notes_newest on feed_notes (feed, brought_at, note);
