// The spool's SQL, prepared once. What each statement is for stands where it is used, in spool.ts.

import type { DatabaseSync } from "node:sqlite";

export function prepareStatements(db: DatabaseSync) {
  return {
    add: db.prepare(
      "INSERT OR IGNORE INTO events (id, channel_id, type, body, held, received_at) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    remove: db.prepare("DELETE FROM events WHERE id = ?"),
    clearLane: db.prepare("DELETE FROM events WHERE channel_id = ?"),
    nextOf: db.prepare("SELECT id, type, body FROM events WHERE channel_id = ? AND held = 0 ORDER BY position LIMIT 1"),
    channelsWaiting: db.prepare(
      "SELECT channel_id FROM events WHERE held = 0 GROUP BY channel_id ORDER BY min(position)",
    ),
    bury: db.prepare(
      `INSERT OR REPLACE INTO dead_letters (id, channel_id, type, body, received_at, refused_at, reason)
       SELECT id, channel_id, type, body, received_at, ?, ? FROM events WHERE id = ?`,
    ),
    counts: db.prepare(
      `SELECT count(*) AS waiting, total(held) AS held, min(received_at) AS oldest,
         (SELECT count(*) FROM dead_letters) AS dead FROM events`,
    ),
    lastDeadLetters: db.prepare(
      "SELECT id, reason, refused_at FROM dead_letters ORDER BY refused_at DESC, id DESC LIMIT ?",
    ),
    sessions: db.prepare("SELECT * FROM sessions ORDER BY shard_id"),
    saveSession: db.prepare(
      `INSERT OR REPLACE INTO sessions
         (shard_id, session_id, resume_url, sequence, shard_count, bot_user_id, message_content)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    forgetSession: db.prepare("DELETE FROM sessions WHERE shard_id = ?"),
    isThreadChannel: db.prepare("SELECT 1 FROM thread_channels WHERE channel_id = ?"),
    learnChannel: db.prepare(
      `INSERT INTO thread_channels (channel_id, trusted_until) VALUES (?, ?)
       ON CONFLICT (channel_id) DO UPDATE SET trusted_until = max(trusted_until, excluded.trusted_until)`,
    ),
    forgetChannel: db.prepare("DELETE FROM thread_channels WHERE channel_id = ?"),
    forgetChannelsTrustedBefore: db.prepare("DELETE FROM thread_channels WHERE trusted_until < ?"),
    releaseChannel: db.prepare("UPDATE events SET held = 0 WHERE channel_id = ? AND held = 1"),
    releaseAll: db.prepare("UPDATE events SET held = 0 WHERE held = 1"),
    dropHeldOutsideThreads: db.prepare(
      "DELETE FROM events WHERE held = 1 AND channel_id NOT IN (SELECT channel_id FROM thread_channels)",
    ),
    markLoaded: db.prepare("INSERT INTO thread_channels_loaded (at) VALUES (?)"),
    isLoaded: db.prepare("SELECT 1 FROM thread_channels_loaded"),
  };
}
