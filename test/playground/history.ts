// Closed threads of the last three weeks, as the overview counts them: what nobody can talk together in a test's time.

import type { Person } from "../fake-discord/api.ts";
import type { RunningWorker } from "./worker.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const THREADS = 60;

/**
 * More on some days than on others, answered within minutes or hours by one of these two. Numbered from `firstNumber`;
 * their messages and transcripts don't exist.
 */
export async function haveHistory(
  db: RunningWorker["db"],
  guildId: string,
  [first, second]: readonly [Person, Person],
  firstNumber: number,
): Promise<void> {
  // All are closed by now: none takes longer than forty hours.
  const latest = Date.now() - (Date.now() % DAY) - 2 * DAY;
  const threads = Array.from({ length: THREADS }, (_, n) => {
    const openedAt = latest - ((n * 5) % 21) * DAY + ((n * 13) % 12) * HOUR;
    const by = n % 3 === 0 ? second : first;
    const reply = { at: openedAt + (2 + ((n * 37) % 90)) * 60_000, by: by.id, name: by.user.global_name ?? "" };
    const profile = { username: `user${n}`, displayName: `User ${n}`, avatarUrl: null, joinedAt: null, roleIds: [] };
    return db
      .prepare(
        `INSERT INTO threads (id, guild_id, number, user_id, dm_channel_id, state, profile, user_notes, earlier_threads,
          lease_until, opened_via, opened_at, chosen_at, closed_at, closed_by, first_reply)
         VALUES (?, ?, ?, ?, '1', 'closed', ?, '{"total":0,"latest":[]}', 0, 0, 'message', ?, 0, ?, ?, ?)`,
      )
      .bind(
        `history${String(n).padStart(13, "0")}`,
        guildId,
        n + firstNumber,
        String(820000000000000100n + BigInt(n)),
        JSON.stringify(profile),
        openedAt,
        openedAt + (1 + ((n * 11) % 40)) * HOUR,
        by.id,
        JSON.stringify(reply),
      );
  });
  await db.batch(threads);
}
