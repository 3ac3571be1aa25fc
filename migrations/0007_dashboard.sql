-- The dashboard: who is signed in, what Discord last said of them, and who changed which setting.

-- A browser that is signed in. The cookie holds the id; only its SHA-256 is kept, so that a copy of this table opens nothing.
CREATE TABLE sessions (
  id_hash TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  avatar_url TEXT,
  -- JSON of domain/session.ts ListedGuild[]: the person's servers, as Discord listed them when they signed in
  guilds TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sign out everywhere.
CREATE INDEX sessions_user ON sessions (user_id);
-- Those that ended are deleted.
CREATE INDEX sessions_expired ON sessions (expires_at);

-- What Discord said of a person in a server, so that reading pages doesn't ask it each time. role_ids: a JSON array; NULL:
-- not a member.
CREATE TABLE standings (
  user_id TEXT NOT NULL,
  guild_id TEXT NOT NULL,
  role_ids TEXT,
  manages_guild INTEGER NOT NULL CHECK (manages_guild IN (0, 1)),
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, guild_id)
) STRICT, WITHOUT ROWID;

-- How often somebody tried to sign in within a span of time: `who` is a keyed hash of an address, or 'all'.
CREATE TABLE sign_ins (
  who TEXT NOT NULL,
  span_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (span_at, who)
) STRICT, WITHOUT ROWID;

-- Every change of a setting: written in the batch that saves it. old and new are JSON. Never updated.
CREATE TABLE settings_changes (
  id INTEGER NOT NULL PRIMARY KEY,
  guild_id TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('command', 'dashboard')),
  field TEXT NOT NULL,
  old TEXT NOT NULL,
  new TEXT NOT NULL
) STRICT;

-- A server's changes, newest first, and those since a form was opened.
CREATE INDEX settings_changes_guild ON settings_changes (guild_id, id);
