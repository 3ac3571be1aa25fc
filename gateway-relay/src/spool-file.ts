// The spool's file: how it is opened and what its tables are. What is done with them is spool.ts.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Each brings a file to the next format, whose number is its place in this list; forward only. */
const FORMATS = [
  `
  -- What waits for delivery. "position" is the order in which the gateway handed it over. "held" is 1 while nobody knows
  -- yet whether the channel belongs to a thread: such an event doesn't leave the relay.
  CREATE TABLE events (
    position    INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    channel_id  TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    held        INTEGER NOT NULL CHECK (held IN (0, 1)),
    received_at INTEGER NOT NULL
  ) STRICT;
  -- The next event of a channel is looked up before each delivery.
  CREATE INDEX events_of_channel ON events (channel_id, position);

  -- What the Worker refused for good, kept for a person to look at.
  CREATE TABLE dead_letters (
    id          TEXT    NOT NULL PRIMARY KEY,
    channel_id  TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    refused_at  INTEGER NOT NULL,
    reason      TEXT    NOT NULL
  ) STRICT;

  -- Where each shard's session stands: everything up to "sequence" is in this file or was none of modmail's business.
  CREATE TABLE sessions (
    shard_id        INTEGER NOT NULL PRIMARY KEY,
    session_id      TEXT    NOT NULL,
    resume_url      TEXT    NOT NULL,
    sequence        INTEGER NOT NULL,
    shard_count     INTEGER NOT NULL,
    bot_user_id     TEXT    NOT NULL,
    message_content INTEGER NOT NULL CHECK (message_content IN (0, 1))
  ) STRICT;

  -- Channels of open threads. A list that the Worker was asked for before "trusted_until" can't remove the row.
  CREATE TABLE thread_channels (
    channel_id    TEXT    NOT NULL PRIMARY KEY,
    trusted_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- One row once the Worker's list of thread channels was taken over for the first time.
  CREATE TABLE thread_channels_loaded (at INTEGER NOT NULL) STRICT;
  `,
  `
  -- What the gateway dispatched before "seen_at" (milliseconds; 0: unknown) was received.
  ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;

  -- One row while dispatches were missed for good and the Worker hasn't said yet where to look for them. What was
  -- dispatched before "since" (milliseconds; 0: unknown) was received. Until "hold_until" (0: not at all) no channel's
  -- events go out, or they would overtake what was missed.
  CREATE TABLE gap (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    since      INTEGER NOT NULL,
    hold_until INTEGER NOT NULL
  ) STRICT;

  -- Channels still to be looked through for what was missed, by "place". Everything up to the message "after" is in this
  -- file or was delivered. Until "hold_until" (0: not at all) the channel's events don't go out.
  CREATE TABLE catch_up (
    channel_id TEXT    NOT NULL PRIMARY KEY,
    guild_id   TEXT,
    after      TEXT    NOT NULL,
    place      INTEGER NOT NULL,
    failures   INTEGER NOT NULL DEFAULT 0,
    hold_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- With which intents each session was begun (0: unknown): one that lacks some brings less than is wanted.
  ALTER TABLE sessions ADD COLUMN intents INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions DROP COLUMN message_content;

  -- Of an open thread's channel: its user, and since when edits (milliseconds) are looked for, and deletions. NULL:
  -- neither is.
  ALTER TABLE catch_up ADD COLUMN user_id TEXT;
  ALTER TABLE catch_up ADD COLUMN edited_since INTEGER;
  `,
  `
  -- One row after the latest gap. What was dispatched before "since" (milliseconds) was received; places that the Worker's
  -- list lacked are looked through from there when something comes from them before "until".
  CREATE TABLE last_gap (
    id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT;
  -- Places that were looked through since that gap, are about to be, or are younger than it.
  CREATE TABLE looked_through (channel_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
  `,
];

/** Opens (or makes) the spool in this folder for this process alone. Throws a sentence when that can't be. */
export function openSpoolFile(dataDir: string): DatabaseSync {
  try {
    mkdirSync(dataDir, { recursive: true });
    const db = new DatabaseSync(join(dataDir, "relay.sqlite"), { timeout: 3000 });
    try {
      prepare(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const hint = /locked/.test(reason) ? " (does another relay run on it? Each needs a folder of its own)" : "";
    throw new Error(`The relay can't use DATA_DIR ${dataDir}: ${reason}${hint}`);
  }
}

function prepare(db: DatabaseSync): void {
  db.exec(`
    -- Two relays on one file would take each other's events and session.
    PRAGMA locking_mode = EXCLUSIVE;
    -- Before the first table, or it has no effect: lets the file shrink after a backlog.
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    -- A delivered message shouldn't stay readable in the file's free space.
    PRAGMA secure_delete = ON;
    BEGIN EXCLUSIVE;
  `);
  const format = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  if (format > FORMATS.length) throw new Error(`its file has the format ${format}, this relay knows ${FORMATS.length}`);
  for (const change of FORMATS.slice(format)) db.exec(change);
  db.exec(`PRAGMA user_version = ${FORMATS.length}`);
  db.exec("COMMIT");
}
