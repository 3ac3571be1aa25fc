-- Privacy and the overview: how long servers keep what was said, whose data is being erased, and how fast staff answer.

-- Days after its closing for which what was said in a thread is kept; NULL: for good.
ALTER TABLE guilds ADD COLUMN retention_days INTEGER CHECK (retention_days BETWEEN 1 AND 3650);
-- Since when the bot isn't in the server any more; NULL: it is.
ALTER TABLE guilds ADD COLUMN left_at INTEGER;
-- When the schedule looks after the server next, and until when it has deleted what the server doesn't keep.
ALTER TABLE guilds ADD COLUMN tend_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE guilds ADD COLUMN purged_until INTEGER NOT NULL DEFAULT 0;

-- Whom to look after next.
CREATE INDEX guilds_tend ON guilds (tend_at);

-- When what was said in the thread was deleted. The row stays for numbers and figures, and names the user no more.
ALTER TABLE threads ADD COLUMN erased_at INTEGER;
-- Its entries in the logs channel, each as 'channel id/message id'.
ALTER TABLE threads ADD COLUMN opened_log TEXT;
ALTER TABLE threads ADD COLUMN closed_log TEXT;
-- JSON of domain/figures.ts FirstReply, noted when the thread closes. NULL: it isn't closed, or nobody answered.
ALTER TABLE threads ADD COLUMN first_reply TEXT;

UPDATE threads SET first_reply = (
  SELECT json_object('at', sent_at, 'by', author_id, 'name', author_name) FROM messages
  WHERE thread_id = threads.id AND kind = 'reply' AND state = 'delivered' ORDER BY sent_at LIMIT 1
) WHERE state = 'closed';

-- A server's open threads (NULL), and those that were closed within a span of time: for the overview, and for deleting.
CREATE INDEX threads_closed ON threads (guild_id, closed_at);

-- Who asked for a person's data to be erased, and what went so far: each count is written with the deletion that it
-- counts, so that a run that is cut off goes on where it stood.
CREATE TABLE erasures (
  id TEXT NOT NULL PRIMARY KEY,
  -- NULL when all is done: that something was erased stays known, not whose it was
  user_id TEXT,
  -- NULL: everywhere, as only the person themselves can ask
  guild_id TEXT,
  -- the admin who asked; NULL: the person themselves
  by_id TEXT,
  by_name TEXT,
  -- where the person gets the receipt
  dm_channel_id TEXT,
  asked_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  threads INTEGER NOT NULL DEFAULT 0,
  messages INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  notes INTEGER NOT NULL DEFAULT 0,
  log_entries INTEGER NOT NULL DEFAULT 0,
  -- entries of the logs channel that the bot couldn't delete
  log_entries_left INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER
) STRICT, WITHOUT ROWID;

-- Asked twice, it is done once.
CREATE UNIQUE INDEX erasures_once ON erasures (user_id, coalesce(guild_id, '')) WHERE done_at IS NULL;
-- What the schedule has to finish.
CREATE INDEX erasures_unfinished ON erasures (lease_until) WHERE done_at IS NULL;
-- What a server's admins asked for, latest first.
CREATE INDEX erasures_guild ON erasures (guild_id, asked_at) WHERE guild_id IS NOT NULL;
