// Words in messages: those of closed threads are found in an index, written when a thread closes; the few open threads
// are read.

import { type Kysely, sql } from "kysely";
import { excerptOf, FOUND, type Term } from "../domain/search.ts";
import type { SearchHit, ThreadListStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import type { Schema } from "./schema.ts";
import { claimersOf, fits, type ListedRow, listed, toListed, toStaff } from "./thread-list.ts";

/** Messages that one row of the index holds. */
const MESSAGES_A_ROW = 20;
/** Words around those that were found. */
const EXCERPT_WORDS = 24;
const SQLITE_MAX = "9223372036854775807";

export function threadSearchStore({ query, batch }: Database): Pick<ThreadListStore, "searchThreads"> {
  return {
    async searchThreads(guildId, terms, filter, below, limit) {
      const open = query
        .selectFrom("threads")
        .selectAll()
        .select(messageWith(terms).as("found"))
        .where(fits(guildId, { ...filter, state: filter.state ?? "open" }, filter.user === null ? "open" : "user"))
        .where(sql<boolean>`found IS NOT NULL`)
        .orderBy(sql`+opened_at`, "desc")
        // Closed ones are in the index.
        .limit(below === null && filter.state !== "closed" ? limit : 0);
      const { before, after } = FOUND;
      const closed = query
        .selectFrom("message_search")
        // The index decides what is read; the threads are looked up for what it finds.
        .crossJoin("threads")
        .whereRef("threads.id", "=", "message_search.thread_id")
        .selectAll("threads")
        .select([
          sql<string>`CAST(message_search.rowid AS TEXT)`.as("place"),
          sql<string>`snippet(message_search, 3, ${before}, ${after}, '…', ${sql.lit(EXCERPT_WORDS)})`.as("found"),
        ])
        .where(sql<boolean>`message_search MATCH ${matchExpression(guildId, terms, filter.user)}`)
        .where(sql<boolean>`message_search.rowid < CAST(${below ?? SQLITE_MAX} AS INTEGER)`)
        .where(fits(guildId, filter, "words"))
        .orderBy(sql`message_search.rowid`, "desc")
        .limit(limit + 1);
      const [openRows, closedRows, claimers] = await batch(
        listed(query, open).orderBy("opened_at", "desc"),
        listed(query, closed).orderBy(sql`CAST(place AS INTEGER)`, "desc"),
        claimersOf(query, guildId),
      );
      return {
        open: openRows.map((row) => toHit(row, excerptOf(row.found ?? "", terms))),
        closed: closedRows.slice(0, limit).map((row) => toHit(row, row.found)),
        next: closedRows.length > limit ? (closedRows[limit - 1]?.place ?? null) : null,
        claimers: claimers.map(toStaff),
      };
    },
  };
}

/** Makes what was said in a thread findable: for a batch that closes it, before the state changes. Twice does no more. */
export const indexMessages = (query: Kysely<Schema>, threadId: string) => {
  const said = sql`content || coalesce(char(10) || (extras ->> '$.forwarded.content'), '')`;
  return query
    .insertInto("message_search")
    .columns(["rowid", "thread_id", "guild_id", "user_id", "text"])
    .expression(
      sql`SELECT min(CAST(id AS INTEGER)), thread_id, guild_id, user_id, group_concat(said, char(10) ORDER BY place)
        FROM (
          SELECT messages.id, thread_id, guild_id, threads.user_id, ${said} AS said,
            row_number() OVER (ORDER BY sent_at, messages.id) - 1 AS place
          FROM threads JOIN messages ON messages.thread_id = threads.id
          WHERE threads.id = ${threadId} AND threads.state = 'closing'
        )
        GROUP BY place / ${sql.lit(MESSAGES_A_ROW)} HAVING trim(group_concat(said, '')) <> ''` as never,
    );
};

/** The last message of an open thread in which every term is, or null. */
function messageWith(terms: readonly Term[]) {
  const all = terms.map((term) => sql`instr(lower(content), lower(${term.text})) > 0`);
  return sql<string | null>`(SELECT content FROM messages WHERE thread_id = threads.id AND ${sql.join(all, sql` AND `)}
    ORDER BY sent_at DESC LIMIT 1)`;
}

/** In FTS5's language (SQLite: fts5, full-text query syntax). Everything is quoted, so nothing in a term has a meaning. */
function matchExpression(
  guildId: string,
  terms: readonly Term[],
  user: { id: string } | { name: string } | null,
): string {
  const words = terms.map((term) => `${quoted(term.text)}${term.exact ? "" : " *"}`).join(" AND ");
  const whose = user !== null && "id" in user ? ` AND user_id : ${quoted(user.id)}` : "";
  return `guild_id : ${quoted(guildId)}${whose} AND text : (${words})`;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const toHit = (row: ListedRow, excerpt: string | null): SearchHit => ({ ...toListed(row), excerpt: excerpt ?? "" });
