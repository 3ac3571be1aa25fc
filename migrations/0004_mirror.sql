-- What people do with what they said: edit it, delete it, answer it.

-- When the text was last changed; texts that were replaced are in message_versions.
ALTER TABLE messages ADD COLUMN edited_at INTEGER;
-- Taken back by whoever wrote it; the row keeps what it was. deleted_by: NULL when the source was deleted in Discord,
-- which doesn't say by whom.
ALTER TABLE messages ADD COLUMN deleted_at INTEGER;
ALTER TABLE messages ADD COLUMN deleted_by TEXT;
-- Not NULL: the other side may not show yet how the message stands now, and whoever works on that may do so until then.
ALTER TABLE messages ADD COLUMN mirror_until INTEGER;
-- The source of the message that this one answers.
ALTER TABLE messages ADD COLUMN answers_id TEXT;
-- What has the id in Discord; on the dashboard nothing has. shown_id: the bot's message that shows staff what is no message.
ALTER TABLE messages ADD COLUMN source TEXT NOT NULL DEFAULT 'message' CHECK (source IN ('message', 'interaction', 'dashboard'));
ALTER TABLE messages ADD COLUMN shown_id TEXT;
-- What was typed is dated by its id.
UPDATE messages SET source = 'interaction'
WHERE kind = 'reply' AND sent_at <> (CAST(id AS INTEGER) >> 22) + 1420070400000;

-- What the schedule has to finish.
CREATE INDEX messages_unmirrored ON messages (mirror_until) WHERE mirror_until IS NOT NULL;

-- Texts that edits replaced. The key lists a message's in order.
CREATE TABLE message_versions (
  message_id TEXT NOT NULL REFERENCES messages (id),
  replaced_at INTEGER NOT NULL,
  replaced_by TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (message_id, replaced_at)
) STRICT, WITHOUT ROWID;
