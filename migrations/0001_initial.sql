-- The whole schema. Snowflakes are TEXT (they exceed what JavaScript numbers hold), times are INTEGER milliseconds
-- since 1970 named …_at. STRICT refuses wrong types; WITHOUT ROWID saves a row write for tables with a text key.

-- A server's settings; no row means defaults: off, nothing chosen, reply command on.
CREATE TABLE guilds (
  guild_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1)),
  staff_role_id TEXT,
  admin_role_id TEXT,
  category_id TEXT,
  logs_channel_id TEXT,
  reply_command INTEGER NOT NULL DEFAULT 1 CHECK (reply_command IN (0, 1)),
  updated_at INTEGER NOT NULL,
  CHECK (enabled = 0 OR (staff_role_id IS NOT NULL AND category_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What is known of a person who wrote to the bot. asked_at: when the server dropdown was last sent.
CREATE TABLE users (
  user_id TEXT NOT NULL PRIMARY KEY,
  dm_channel_id TEXT NOT NULL,
  asked_at INTEGER
) STRICT, WITHOUT ROWID;

-- Remembered answers to "is this user in this server?", so that Discord is asked once a while and not once a message.
CREATE TABLE memberships (
  user_id TEXT NOT NULL,
  guild_id TEXT NOT NULL,
  is_member INTEGER NOT NULL CHECK (is_member IN (0, 1)),
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, guild_id)
) STRICT, WITHOUT ROWID;

-- One conversation between a user and the staff of one server. Rows are never deleted when a thread closes.
-- opening: being made (channel_id and header_message_id say how far); closing: being put away (transcript_at,
-- log_state and user_told_at say how far). lease_until: who works on the steps right now may do so until then.
CREATE TABLE threads (
  id TEXT NOT NULL PRIMARY KEY,
  guild_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  dm_channel_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('opening', 'open', 'closing', 'closed')),
  -- JSON of domain/thread.ts Profile: the user as they were when the thread was opened
  profile TEXT NOT NULL,
  earlier_threads INTEGER NOT NULL,
  channel_id TEXT,
  header_message_id TEXT,
  -- why opening can't go on (a refusal's code), told once
  trouble TEXT,
  lease_until INTEGER NOT NULL,
  claimed_by TEXT,
  claimed_at INTEGER,
  -- by the user's first message, or by a command or button without one
  opened_via TEXT NOT NULL CHECK (opened_via IN ('message', 'command')),
  opened_at INTEGER NOT NULL,
  -- the user's direct messages go to the open thread that was chosen last
  chosen_at INTEGER NOT NULL,
  closed_by TEXT,
  close_reason TEXT,
  closing_at INTEGER,
  transcript_at INTEGER,
  log_state TEXT CHECK (log_state IN ('posted', 'owed', 'none')),
  user_told_at INTEGER,
  closed_at INTEGER
) STRICT, WITHOUT ROWID;

-- The rule "one open thread per user and server": closed ones are told apart by their numbers. Also finds the thread that
-- a direct message belongs to, and a user's earlier ones.
CREATE UNIQUE INDEX threads_user ON threads (user_id, guild_id, (CASE WHEN closed_at IS NULL THEN 0 ELSE number END));
-- Numbers count up per server; also lists a server's threads.
CREATE UNIQUE INDEX threads_number ON threads (guild_id, number);
-- Finds the thread of the channel in which staff act; a channel belongs to one thread.
CREATE UNIQUE INDEX threads_channel ON threads (channel_id) WHERE channel_id IS NOT NULL;
-- Unfinished steps and owed logs, for the schedule.
CREATE INDEX threads_unfinished ON threads (lease_until) WHERE (state IN ('opening', 'closing') OR log_state = 'owed');

-- Every message of both sides and the notes, by the id of its source (a Discord message or an interaction), which
-- makes a repeated event harmless. pending: taken, not yet delivered; a user's pending messages without thread_id wait
-- for the choice of a server.
CREATE TABLE messages (
  id TEXT NOT NULL PRIMARY KEY,
  thread_id TEXT REFERENCES threads (id),
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'reply', 'note')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'refused')),
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_avatar TEXT,
  content TEXT NOT NULL,
  -- JSON array of domain/message.ts Attachment
  attachments TEXT NOT NULL,
  -- where the source stands: gets the check mark
  channel_id TEXT NOT NULL,
  copy_id TEXT,
  problem TEXT,
  sent_at INTEGER NOT NULL,
  delivered_at INTEGER
) STRICT, WITHOUT ROWID;

-- A transcript reads a thread's messages in order.
CREATE INDEX messages_thread ON messages (thread_id, sent_at) WHERE thread_id IS NOT NULL;
-- What still has to be delivered, per user and for the schedule.
CREATE INDEX messages_pending ON messages (user_id, sent_at) WHERE state = 'pending';

-- What is known of the bot itself: one row.
CREATE TABLE bot (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  user_id TEXT NOT NULL,
  message_content INTEGER NOT NULL CHECK (message_content IN (0, 1)),
  updated_at INTEGER NOT NULL
) STRICT;
