-- Threads on the dashboard: erasing one alone, and showing in Discord what was written there (or by a command).

-- Admins may have one thread erased, and not all that is kept of its user.

-- NULL: all of the person's threads, and what else is kept of them.
ALTER TABLE erasures ADD COLUMN thread_id TEXT;

-- Asked twice, it is done once.
DROP INDEX erasures_once;
CREATE UNIQUE INDEX erasures_once ON erasures (user_id, coalesce(guild_id, ''), coalesce(thread_id, '')) WHERE done_at IS NULL;

-- What staff wrote by a command or on the dashboard and their channel doesn't show yet.
CREATE INDEX messages_unshown ON messages (sent_at)
  WHERE source <> 'message' AND state = 'delivered' AND shown_id IS NULL;
-- Until now nobody noted which message shows a note.
UPDATE messages SET shown_id = id WHERE source = 'interaction' AND shown_id IS NULL AND state = 'delivered';
