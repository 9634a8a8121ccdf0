-- So that a clean-up finds them without looking at all that was ever sent.
create index messages_passing on messages (sent_at) where note is null;
