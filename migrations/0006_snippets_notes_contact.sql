-- Snippets, lasting notes on users, and threads that staff open.

-- Texts that a server's staff send by name. files_id: under which id R2 keeps the attachments; version: id of the last
-- change, so that two who change one at once don't overwrite each other.
CREATE TABLE snippets (
  guild_id TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 32),
  text TEXT NOT NULL CHECK (length(text) <= 2000),
  -- JSON array of domain/message.ts Attachment
  attachments TEXT NOT NULL,
  files_id TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;

-- Who changed a snippet, when, from what to what; outlives the snippet. id: the interaction that asked for it.
CREATE TABLE snippet_changes (
  guild_id TEXT NOT NULL,
  name TEXT NOT NULL,
  id TEXT NOT NULL,
  -- JSON of domain/snippet.ts SnippetBody; NULL: there was none, or it is gone
  from_body TEXT,
  to_body TEXT,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (guild_id, name, id)
) STRICT, WITHOUT ROWID;

-- What staff note about a user beyond one thread, each server for itself. id: the interaction that brought it.
CREATE TABLE user_notes (
  guild_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (guild_id, user_id, id)
) STRICT, WITHOUT ROWID;

-- JSON of domain/user-note.ts NotesShown: the notes on the user as they were when the thread was opened.
ALTER TABLE threads ADD COLUMN user_notes TEXT NOT NULL DEFAULT '{"total":0,"latest":[]}';

-- Who of staff opened the thread; NULL: its user did. opened_via is 'command' then.
ALTER TABLE threads ADD COLUMN contacted_by TEXT;

-- The latest try of a server's staff to reach a member, noted before the member is told. id: the interaction that asked
-- for it; another try within minutes goes on with it, so that the member is told once. done_at: the thread was made.
CREATE TABLE contacts (
  guild_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  by_id TEXT NOT NULL,
  tried_at INTEGER NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

-- Counts a server's latest tries: Discord locks bots out that write to many people first.
CREATE INDEX contacts_recent ON contacts (guild_id, tried_at);

-- Since when the thread can't take its user's messages; kept when that is why it ends.
ALTER TABLE threads ADD COLUMN trouble_since INTEGER;

-- From when on the channel may be shown to other roles, because the settings name others than when it was made; NULL: it
-- is shown to those that they name.
ALTER TABLE threads ADD COLUMN reshow_at INTEGER;

-- Such channels, for the schedule: few, and none most of the time.
CREATE INDEX threads_reshow ON threads (reshow_at) WHERE reshow_at IS NOT NULL;
