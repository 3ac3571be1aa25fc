// Pages of a server's threads, by what somebody wants to see of them. Each page is read through an index, however many
// threads there are: the order is the index's, and a page begins where the last one ended.

import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { ThreadFilter } from "../domain/thread-filter.ts";
import type { ListCursor, ListedThread, NamedStaff, ThreadListStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { beyond, type Direction } from "./keyset.ts";
import { toThread } from "./rows.ts";
import type { Schema, ThreadRow } from "./schema.ts";
import { nameIn } from "./staff-names.ts";

/** A name's beginning may be many people's: these are enough to say it more exactly. */
const PEOPLE = 100;
const CLAIMERS = 100;
const SUBJECT = 300;

export interface ListedRow extends ThreadRow {
  claimer_name: string | null;
  subject: string | null;
}

export function threadListStore({ query, batch }: Database): Pick<ThreadListStore, "threadList"> {
  return {
    async threadList(guildId, filter, place, limit) {
      const above = place !== null && "above" in place;
      const direction = above ? "asc" : "desc";
      const by = searchedBy(filter);
      // Where rows are few, they are sorted; otherwise the index has them in order, from one bound to the other.
      const openedAt = by === "user" || by === "open" ? plain("opened_at") : sql<number>`opened_at`;
      const beside = (direction: Direction, { openedAt: at, id }: ListCursor) =>
        beyond(direction, { order: openedAt, key: sql`id`, at, id });
      const { from, before } = filter;
      let page = query
        .selectFrom("threads")
        .selectAll()
        .where(fits(guildId, filter, by));
      if (place !== null && "above" in place) page = page.where(beside(">", place.above));
      else if (from !== null) page = page.where(sql<boolean>`${openedAt} >= ${from}`);
      if (place !== null && "below" in place) page = page.where(beside("<", place.below));
      else if (before !== null) page = page.where(sql<boolean>`${openedAt} < ${before}`);
      const [rows, claimers] = await batch(
        listed(
          query,
          page
            .orderBy(openedAt, direction)
            .orderBy("id", direction)
            .limit(limit + 1),
        )
          .orderBy("opened_at", direction)
          .orderBy("id", direction),
        claimersOf(query, guildId),
      );
      const threads = rows.slice(0, limit).map(toListed);
      return {
        threads: above ? threads.reverse() : threads,
        more: rows.length > limit,
        claimers: claimers.map(toStaff),
      };
    },
  };
}

/** Threads as a list shows them: what isn't in their rows is looked up for these alone. */
export const listed = <Row extends ThreadRow>(
  query: Kysely<Schema>,
  threads: SelectQueryBuilder<Schema, "threads", Row>,
) =>
  query
    .selectFrom(threads.as("page"))
    .selectAll()
    .select([
      nameIn(sql`page.id`, sql`page.claimed_by`).as("claimer_name"),
      sql<string | null>`(SELECT substr(content, 1, ${sql.lit(SUBJECT)}) FROM messages
        WHERE thread_id = page.id AND kind = 'user' AND content <> '' ORDER BY sent_at LIMIT 1)`.as("subject"),
    ]);

/** What leads to the fewest rows; there is an index for each, and `words` is the messages'. */
type SearchedBy = "words" | "user" | "open" | "claimer" | "date";

function searchedBy({ user, state, claimedBy }: ThreadFilter): SearchedBy {
  if (user !== null) return "user";
  if (state === "open" || state === "unclaimed") return "open";
  return claimedBy === null ? "date" : "claimer";
}

/** A column that SQLite mustn't choose an index for: without a count of rows it would guess, and may read all of them. */
const plain = (column: string) => sql<number>`+${sql.ref(`threads.${column}`)}`;

export function fits(guildId: string, filter: ThreadFilter, by: SearchedBy) {
  const column = (name: string, mine: SearchedBy) => (by === mine ? sql.ref(`threads.${name}`) : plain(name));
  const { state, claimedBy, from, before, user } = filter;
  const all = [sql`${by === "words" ? plain("guild_id") : sql.ref("threads.guild_id")} = ${guildId}`];
  if (!filter.confidential) all.push(sql`confidential = 0`);
  if (state === "closed") all.push(sql`state = 'closed'`);
  // As the index of open and closed threads says it.
  else if (state !== null) all.push(sql`${column("closed_at", "open")} IS NULL`);
  if (state === "unclaimed") all.push(sql`${plain("claimed_by")} IS NULL`);
  if (claimedBy !== null) all.push(sql`${column("claimed_by", "claimer")} = ${claimedBy}`);
  if (from !== null) all.push(sql`${plain("opened_at")} >= ${from}`);
  if (before !== null) all.push(sql`${plain("opened_at")} < ${before}`);
  if (user !== null) {
    const whose = column("user_id", "user");
    all.push("id" in user ? sql`${whose} = ${user.id}` : sql`${whose} IN (${namedLike(guildId, user.name)})`);
  }
  return sql<boolean>`${sql.join(all, sql` AND `)}`;
}

/** Users of the server's threads whose name begins so. */
export function namedLike(guildId: string, name: string) {
  const beginning = (column: "username" | "displayName") => {
    const value = sql`(profile ->> ${sql.lit(column)}) COLLATE NOCASE`;
    return sql`SELECT DISTINCT user_id FROM threads
      WHERE guild_id = ${guildId} AND ${value} >= ${name} AND ${value} < ${`${name}\u{10ffff}`}`;
  };
  return sql`SELECT user_id FROM (${beginning("username")} UNION ${beginning("displayName")}) LIMIT ${sql.lit(PEOPLE)}`;
}

/** One look into the index for each of them, from one to the next. */
export const claimersOf = (query: Kysely<Schema>, guildId: string) => {
  const next = (after: ReturnType<typeof sql>) =>
    sql`(SELECT min(claimed_by) FROM threads WHERE guild_id = ${guildId} AND claimed_by > ${after})`;
  const lastClaimed = sql`(SELECT id FROM threads WHERE guild_id = ${guildId} AND claimed_by = who
    ORDER BY opened_at DESC LIMIT 1)`;
  return query
    .withRecursive(
      "claimers",
      () =>
        sql<{ who: string }>`(SELECT ${next(sql`''`)} AS who UNION ALL
        SELECT ${next(sql`who`)} FROM claimers WHERE who IS NOT NULL LIMIT ${sql.lit(CLAIMERS)})` as never,
    )
    .selectFrom("claimers" as never)
    .select([sql<string>`who`.as("id"), nameIn(lastClaimed, sql`who`).as("name")])
    .where(sql<boolean>`who IS NOT NULL`);
};

export const toStaff = ({ id, name }: { id: string; name: string | null }): NamedStaff => ({ id, name });

export const toListed = (row: ListedRow): ListedThread => ({
  thread: toThread(row),
  claimedBy: row.claimed_by === null ? null : { id: row.claimed_by, name: row.claimer_name },
  subject: row.subject,
});
