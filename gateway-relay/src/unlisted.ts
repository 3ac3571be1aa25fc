// Places in which dispatches may have been missed although the Worker's list lacks them: direct messages of people whom it
// doesn't know yet, and threads' channels of which it knows only when their opening goes on. They are looked through once
// Discord tells of them. Part of gap-spool.ts; every method is to be called within a transaction.

import type { DatabaseSync } from "node:sqlite";

/** For so long after a gap. Whoever wrote in it for the first time ever and doesn't write again by then isn't heard. */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000;

export class Unlisted {
  readonly #now: () => number;
  readonly #sql: ReturnType<typeof prepareStatements>;

  constructor(db: DatabaseSync, now: () => number) {
    this.#now = now;
    this.#sql = prepareStatements(db);
  }

  /** What was dispatched before `since` (milliseconds) was received. null: unknown, and an old history is nobody's gap. */
  begin(since: number | null): void {
    this.#sql.forgetPlaces.run();
    if (since === null) this.#sql.forgetGap.run();
    else this.#sql.saveGap.run(since, this.#now() + REMEMBERED_MS);
  }

  /** As given to `begin`; null when nothing is missed any more that could be found. */
  since(): number | null {
    const row = this.#sql.gap.get(this.#now());
    return row === undefined ? null : Number(row.since);
  }

  /** This one is looked through already, or will be. Kept only while it matters. */
  skip(channelId: string): void {
    this.#sql.addPlace.run(channelId, this.#now());
  }

  /** Whether it wasn't skipped since the gap; it is from now on. */
  isNew(channelId: string): boolean {
    return this.#sql.addPlace.run(channelId, this.#now()).changes > 0;
  }

  /** Direct messages from which somebody's words wait in the spool. */
  directMessagesWaiting(): { channelId: string; userId: string }[] {
    return this.#sql.waiting.all().map((row) => ({ channelId: String(row.channel_id), userId: String(row.user_id) }));
  }
}

function prepareStatements(db: DatabaseSync) {
  return {
    gap: db.prepare("SELECT since FROM last_gap WHERE until > ?"),
    saveGap: db.prepare("INSERT OR REPLACE INTO last_gap (id, since, until) VALUES (1, ?, ?)"),
    forgetGap: db.prepare("DELETE FROM last_gap"),
    addPlace: db.prepare(
      "INSERT OR IGNORE INTO looked_through (channel_id) SELECT ? WHERE EXISTS (SELECT 1 FROM last_gap WHERE until > ?)",
    ),
    forgetPlaces: db.prepare("DELETE FROM looked_through"),
    // What only a nicety is left of lies in a lane of another name.
    waiting: db.prepare(
      `SELECT channel_id, body ->> '$.data.author.id' AS user_id FROM events
       WHERE type IN ('MESSAGE_CREATE', 'MESSAGE_UPDATE') AND coalesce(body ->> '$.data.guild_id', '') = ''
         AND channel_id = body ->> '$.data.channel_id'
       GROUP BY channel_id`,
    ),
  };
}
