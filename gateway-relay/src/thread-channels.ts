// Which channels belong to threads, and what is held until that is known: nothing of a server's other channels leaves the
// relay. Part of spool.ts.

import type { DatabaseSync } from "node:sqlite";
import { snowflakeTime } from "./snowflake.ts";

/**
 * How long after a thread's channel was made it counts as one although the Worker doesn't list it: an opening that was
 * cut off behind the channel notes it when it goes on, and staff may write there before.
 */
const UNLISTED_MS = 24 * 60 * 60_000;

export interface ThreadChannelsOptions {
  db: DatabaseSync;
  now: () => number;
  atomically: (change: () => void) => void;
}

export class ThreadChannels {
  readonly #options: ThreadChannelsOptions;
  readonly #sql: ReturnType<typeof prepareStatements>;

  constructor(options: ThreadChannelsOptions) {
    this.#options = options;
    this.#sql = prepareStatements(options.db);
  }

  has(channelId: string): boolean {
    return this.#sql.has.get(channelId) !== undefined;
  }

  /** Whether the Worker has ever said which there are; before that, a channel that isn't known may be one. */
  areKnown(): boolean {
    return this.#sql.isLoaded.get() !== undefined;
  }

  /** Discord shows that it is one: its events become deliverable. To be called within a transaction. */
  learn(channelId: string): void {
    this.#sql.learn.run(channelId, Math.max(this.#options.now(), snowflakeTime(channelId) + UNLISTED_MS));
    this.#sql.releaseChannel.run(channelId);
  }

  /** To be called within a transaction. */
  forget(channelId: string): void {
    this.#sql.forget.run(channelId);
  }

  /**
   * Takes over the Worker's list, asked for at `requestedAt` (milliseconds). Channels that the relay learnt of since stay.
   * Held events of the listed channels become deliverable, all others are deleted. A channel that was deleted meanwhile
   * may come back with the list, which is harmless: nobody writes in it.
   */
  replace(channelIds: readonly string[], requestedAt: number): void {
    this.#options.atomically(() => {
      this.#sql.forgetTrustedBefore.run(requestedAt);
      for (const channelId of channelIds) this.#sql.learn.run(channelId, 0);
      this.#sql.dropHeldOutside.run();
      this.#sql.releaseAll.run();
      if (!this.areKnown()) this.#sql.markLoaded.run(this.#options.now());
    });
  }
}

function prepareStatements(db: DatabaseSync) {
  return {
    has: db.prepare("SELECT 1 FROM thread_channels WHERE channel_id = ?"),
    learn: db.prepare(
      `INSERT INTO thread_channels (channel_id, trusted_until) VALUES (?, ?)
       ON CONFLICT (channel_id) DO UPDATE SET trusted_until = max(trusted_until, excluded.trusted_until)`,
    ),
    forget: db.prepare("DELETE FROM thread_channels WHERE channel_id = ?"),
    forgetTrustedBefore: db.prepare("DELETE FROM thread_channels WHERE trusted_until < ?"),
    releaseChannel: db.prepare("UPDATE events SET held = 0 WHERE channel_id = ? AND held = 1"),
    releaseAll: db.prepare("UPDATE events SET held = 0 WHERE held = 1"),
    dropHeldOutside: db.prepare(
      "DELETE FROM events WHERE held = 1 AND channel_id NOT IN (SELECT channel_id FROM thread_channels)",
    ),
    markLoaded: db.prepare("INSERT INTO thread_channels_loaded (at) VALUES (?)"),
    isLoaded: db.prepare("SELECT 1 FROM thread_channels_loaded"),
  };
}
