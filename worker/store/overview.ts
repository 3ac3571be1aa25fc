// A server's overview on D1. What is open is few and read as a whole; of what was opened and closed, one span each, by its
// index, and no more than is asked for.

import { sql } from "kysely";
import type { FirstReply } from "../domain/figures.ts";
import type { OverviewStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { one } from "./messages.ts";
import { toThread } from "./rows.ts";
import { nameIn } from "./staff-names.ts";
import { toStaff } from "./thread-list.ts";
import { firstReplyIn } from "./threads.ts";

const LONGEST = 10;
/** Further back nobody looks for when staff last replied. */
const LATEST_MESSAGES = 100;

/** When the user of `threads.id` began to wait; NULL: staff wrote last, or nobody did. */
const waitsSince = sql<number | null>`(
  WITH latest AS (
    SELECT kind, state, sent_at FROM messages WHERE thread_id = threads.id
    ORDER BY sent_at DESC LIMIT ${sql.lit(LATEST_MESSAGES)}
  )
  SELECT min(sent_at) FROM latest WHERE kind = 'user' AND sent_at > coalesce(
    (SELECT max(sent_at) FROM latest WHERE kind = 'reply' AND state = 'delivered'), 0))`;

export function overviewStore({ query, batch }: Database): OverviewStore {
  return {
    async overview(guildId, from, limit, confidential) {
      const open = query
        .selectFrom("threads")
        .selectAll()
        .select([waitsSince.as("since"), nameIn(sql`threads.id`, sql`threads.claimed_by`).as("claimer_name")])
        .where("guild_id", "=", guildId)
        .where("closed_at", "is", null);
      const waiting = query.selectFrom(open.as("open")).selectAll().where("since", "is not", null);
      const closed = query
        .selectFrom("threads")
        .select(["id", "opened_at", "closed_at"])
        // Users may close their own: that is nobody of staff.
        .select(sql<string | null>`nullif(closed_by, user_id)`.as("closed_by"))
        .where("guild_id", "=", guildId)
        .where("closed_at", ">=", from)
        .orderBy("closed_at", "desc")
        .limit(limit);
      const [counts, longest, openedRows, closedRows, closers] = await batch(
        query
          .selectFrom(open.as("open"))
          .select((of) => [of.fn.countAll<number>().as("open"), of.fn.count<number>("since").as("waiting")])
          .select(sql<number>`sum(claimed_by IS NULL)`.as("unclaimed")),
        (confidential ? waiting : waiting.where("confidential", "=", 0)).orderBy("since").limit(LONGEST),
        query
          .selectFrom("threads")
          .select(["opened_at", "contacted_by"])
          .select(
            sql<
              string | null
            >`CASE WHEN closed_at IS NULL THEN ${firstReplyIn(sql`threads.id`)} ELSE first_reply END`.as("first_reply"),
          )
          .where("guild_id", "=", guildId)
          .where("opened_at", ">=", from)
          .orderBy("opened_at", "desc")
          .limit(limit),
        closed,
        query
          .selectFrom(
            query
              .selectFrom(closed.as("closed"))
              // SQLite takes the thread's id from where max() found its value.
              .select((of) => ["closed_by", "id", of.fn.max("closed_at").as("last")])
              .where("closed_by", "is not", null)
              .groupBy("closed_by")
              .as("closer"),
          )
          .select([sql<string>`closed_by`.as("id"), nameIn(sql`closer.id`, sql`closer.closed_by`).as("name")]),
      );
      const { open: all, waiting: waits, unclaimed } = one(counts);
      return {
        open: all,
        unclaimed: unclaimed ?? 0,
        waiting: waits,
        longest: longest.map((row) => ({
          thread: toThread(row),
          claimedBy: row.claimed_by === null ? null : { id: row.claimed_by, name: row.claimer_name },
          since: row.since ?? row.opened_at,
        })),
        opened: openedRows.map((row) => ({
          openedAt: row.opened_at,
          firstReply: row.first_reply === null ? null : (JSON.parse(row.first_reply) as FirstReply),
          byStaff: row.contacted_by !== null,
        })),
        closed: closedRows.map((row) => ({
          openedAt: row.opened_at,
          closedAt: row.closed_at ?? row.opened_at,
          closedBy: row.closed_by,
        })),
        closers: closers.map(toStaff),
      };
    },
  };
}
