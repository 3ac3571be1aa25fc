// Events that the Worker refused for good: kept for a person to look at, and put in line again when they say so. Part of
// spool.ts.

import type { DatabaseSync } from "node:sqlite";

export interface DeadLetter {
  id: string;
  channelId: string;
  type: string;
  /** Milliseconds since 1970. */
  receivedAt: number;
  refusedAt: number;
  reason: string;
}

export class DeadLetterSpool {
  readonly #sql: ReturnType<typeof prepareStatements>;
  readonly #atomically: (change: () => void) => void;

  constructor(db: DatabaseSync, atomically: (change: () => void) => void) {
    this.#sql = prepareStatements(db);
    this.#atomically = atomically;
  }

  /** To be called within the transaction that removes the event. */
  bury(id: string, reason: string, now: number): void {
    this.#sql.bury.run(now, reason, id);
  }

  has(id: string): boolean {
    return this.#sql.has.get(id) !== undefined;
  }

  /** The newest first; without their content, which is a person's. */
  list(limit: number): DeadLetter[] {
    return this.#sql.list.all(limit).map((row) => ({
      id: String(row.id),
      channelId: String(row.channel_id),
      type: String(row.type),
      receivedAt: Number(row.received_at),
      refusedAt: Number(row.refused_at),
      reason: String(row.reason),
    }));
  }

  /** Puts one (null: all) in line again, behind what waits. Returns the channels that have something to deliver now. */
  revive(id: string | null): { revived: number; channelIds: string[] } {
    const letters = this.list(-1).filter((letter) => id === null || letter.id === id);
    this.#atomically(() => {
      for (const letter of letters.toReversed()) {
        this.#sql.revive.run(letter.id);
        this.#sql.remove.run(letter.id);
      }
    });
    return { revived: letters.length, channelIds: [...new Set(letters.map((letter) => letter.channelId))] };
  }
}

function prepareStatements(db: DatabaseSync) {
  return {
    bury: db.prepare(
      `INSERT OR REPLACE INTO dead_letters (id, channel_id, type, body, received_at, refused_at, reason)
       SELECT id, channel_id, type, body, received_at, ?, ? FROM events WHERE id = ?`,
    ),
    has: db.prepare("SELECT 1 FROM dead_letters WHERE id = ?"),
    list: db.prepare(
      `SELECT id, channel_id, type, received_at, refused_at, reason FROM dead_letters
       ORDER BY refused_at DESC, id DESC LIMIT ?`,
    ),
    revive: db.prepare(
      `INSERT OR IGNORE INTO events (id, channel_id, type, body, held, received_at)
       SELECT id, channel_id, type, body, 0, received_at FROM dead_letters WHERE id = ?`,
    ),
    remove: db.prepare("DELETE FROM dead_letters WHERE id = ?"),
  };
}
