// The spool's SQL, prepared once. What each statement is for stands where it is used, in spool.ts.

import type { DatabaseSync } from "node:sqlite";

export function prepareStatements(db: DatabaseSync) {
  return {
    add: db.prepare(
      "INSERT OR IGNORE INTO events (id, channel_id, type, body, held, received_at) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    moveTo: db.prepare("UPDATE events SET channel_id = ? WHERE id = ?"),
    remove: db.prepare("DELETE FROM events WHERE id = ?"),
    clearLane: db.prepare("DELETE FROM events WHERE channel_id = ?"),
    nextOf: db.prepare("SELECT id, type, body FROM events WHERE channel_id = ? AND held = 0 ORDER BY position LIMIT 1"),
    channelsWaiting: db.prepare(
      "SELECT channel_id FROM events WHERE held = 0 GROUP BY channel_id ORDER BY min(position)",
    ),
    counts: db.prepare(
      `SELECT count(*) AS waiting, total(held) AS held, min(received_at) AS oldest,
         (SELECT count(*) FROM dead_letters) AS dead FROM events`,
    ),
    sessions: db.prepare("SELECT * FROM sessions ORDER BY shard_id"),
    saveSession: db.prepare(
      `INSERT OR REPLACE INTO sessions
         (shard_id, session_id, resume_url, sequence, shard_count, bot_user_id, intents, seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    forgetSession: db.prepare("DELETE FROM sessions WHERE shard_id = ?"),
  };
}

/** Behind every channel of the Worker's list: those that it lacks. */
export const LAST_PLACE = 1_000_000;

export function prepareGapStatements(db: DatabaseSync) {
  return {
    gap: db.prepare("SELECT since, hold_until FROM gap"),
    saveGap: db.prepare("INSERT OR REPLACE INTO gap (id, since, hold_until) VALUES (1, ?, ?)"),
    closeGap: db.prepare("DELETE FROM gap"),
    letGapGo: db.prepare("UPDATE gap SET hold_until = 0 WHERE hold_until BETWEEN 1 AND ?"),
    seenAt: db.prepare("SELECT seen_at FROM sessions WHERE shard_id = ?"),
    // What an earlier gap left unread begins no later than this; what the same gap brought in before the list came, does.
    addChannel: db.prepare(
      `INSERT INTO catch_up (channel_id, guild_id, after, user_id, edited_since, place, hold_until)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (channel_id) DO UPDATE SET
         user_id = coalesce(user_id, excluded.user_id), edited_since = coalesce(edited_since, excluded.edited_since),
         place = min(place, excluded.place),
         after = CASE place WHEN ${LAST_PLACE} THEN excluded.after ELSE after END,
         hold_until = CASE place WHEN ${LAST_PLACE} THEN excluded.hold_until ELSE hold_until END`,
    ),
    ageChannels: db.prepare(`UPDATE catch_up SET place = min(place, ${LAST_PLACE - 1})`),
    nextChannel: db.prepare(
      `SELECT channel_id, guild_id, after, user_id, edited_since,
         (SELECT max(CAST(body ->> '$.data.id' AS INTEGER)) FROM events
           WHERE events.channel_id = catch_up.channel_id AND type = 'MESSAGE_CREATE') || '' AS spooled FROM catch_up
       ORDER BY failures, EXISTS (SELECT 1 FROM events WHERE events.channel_id = catch_up.channel_id) DESC, place LIMIT 1`,
    ),
    moveOn: db.prepare("UPDATE catch_up SET after = ?, failures = 0 WHERE channel_id = ?"),
    putOff: db.prepare("UPDATE catch_up SET failures = failures + 1 WHERE channel_id = ?"),
    finish: db.prepare("DELETE FROM catch_up WHERE channel_id = ?"),
    letChannelsGo: db.prepare("UPDATE catch_up SET hold_until = 0 WHERE hold_until BETWEEN 1 AND ?"),
    isHeldBack: db.prepare(
      `SELECT 1 FROM gap WHERE hold_until > 0
       UNION ALL SELECT 1 FROM catch_up WHERE channel_id = ? AND hold_until > 0`,
    ),
    counts: db.prepare("SELECT count(*) AS channels, (SELECT count(*) FROM gap) AS gaps FROM catch_up"),
    idsOf: db.prepare("SELECT position, id FROM events WHERE channel_id = ? ORDER BY position"),
    makeRoom: db.prepare("UPDATE events SET position = -position WHERE channel_id = ?"),
    place: db.prepare("UPDATE events SET position = ? WHERE id = ?"),
  };
}
