// What threads hold, on its way out of D1. What is counted for an erasure is counted in the batch that deletes it, so that
// a run that is cut off neither forgets nor repeats.

import { type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import type { Went } from "../domain/erasure.ts";
import { ERASED_PROFILE, NOBODY } from "../domain/thread.ts";
import type { ErasableMessage, ErasableThread, PrivacyStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { toLogEntry, toThreadInGuild } from "./rows.ts";
import type { Schema } from "./schema.ts";

type Content = Pick<
  PrivacyStore,
  "startErasing" | "messagesToErase" | "eraseMessages" | "erased" | "threadIdsIn" | "deleteThreads"
>;

/** D1 binds 100 values a statement at most: ids travel as one JSON text. */
const among = (ids: readonly string[]) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Whether a message may have files in R2. */
export const hasFiles = sql<number>`(attachments <> '[]' OR extras IS NOT NULL)`.as("has_files");

export function contentStore({ query, batch }: Database): Content {
  return {
    async startErasing(threadId, now, until) {
      const [rows] = await batch(
        query
          .updateTable("threads")
          .set({
            lease_until: until,
            trouble: null,
            log_state: sql`CASE log_state WHEN 'owed' THEN 'none' ELSE log_state END`,
          })
          .where("id", "=", threadId)
          .where("state", "=", sql.lit("closed"))
          .where("erased_at", "is", null)
          .where((is) => is.or([is("lease_until", "<=", now), is("trouble", "is not", null)]))
          .returning("id"),
      );
      return rows.length === 1;
    },

    async messagesToErase(threadId, limit) {
      const messages = query.selectFrom("messages").select(["id", hasFiles]).where("thread_id", "=", threadId);
      const [rows] = await batch(messages.limit(limit));
      return rows.map(toErasableMessage);
    },

    async eraseMessages(ids, erasureId) {
      const these = sql`FROM messages WHERE id IN ${among(ids)}`;
      const files = sql`json_array_length(attachments) + coalesce(json_array_length(extras, '$.forwarded.attachments'), 0)`;
      await batch(
        ...counting(query, erasureId, {
          messages: sql<number>`(SELECT count(*) ${these})`,
          files: sql<number>`(SELECT coalesce(sum(${files}), 0) ${these})`,
        }),
        query.deleteFrom("message_versions").where("message_id", "in", among(ids)),
        query.deleteFrom("messages").where("id", "in", among(ids)),
      );
    },

    async erased(threadId, now, logs, erasureId) {
      const isFirst = sql<number>`(SELECT count(*) FROM threads WHERE id = ${threadId} AND erased_at IS NULL)`;
      await batch(
        ...counting(query, erasureId, {
          threads: isFirst,
          logEntries: sql<number>`${logs.logEntries} * ${isFirst}`,
          logEntriesLeft: sql<number>`${logs.logEntriesLeft} * ${isFirst}`,
        }),
        query
          .updateTable("threads")
          .set({
            erased_at: now,
            user_id: NOBODY,
            dm_channel_id: NOBODY,
            profile: JSON.stringify(ERASED_PROFILE),
            user_notes: JSON.stringify({ total: 0, latest: [] }),
            channel_id: null,
            header_message_id: null,
            close_reason: null,
            closed_by: sql`nullif(closed_by, user_id)`,
            opened_log: null,
            closed_log: null,
            lease_until: 0,
          })
          .where("id", "=", threadId)
          .where("erased_at", "is", null),
      );
    },

    async threadIdsIn(guildId, limit) {
      const [rows] = await batch(
        query.selectFrom("threads").select("id").where("guild_id", "=", guildId).orderBy("number").limit(limit),
      );
      return rows.map(({ id }) => id);
    },

    async deleteThreads(ids) {
      await batch(query.deleteFrom("threads").where("id", "in", among(ids)));
    },
  };
}

const COLUMNS = {
  threads: "threads",
  messages: "messages",
  files: "files",
  notes: "notes",
  logEntries: "log_entries",
  logEntriesLeft: "log_entries_left",
} as const satisfies Record<keyof Went, keyof Schema["erasures"]>;

/** Adds to an erasure's counts, or to nobody's; stands before what it counts is deleted. */
function counting(
  query: Kysely<Schema>,
  erasureId: string | null,
  counts: Partial<Record<keyof Went, RawBuilder<number>>>,
) {
  if (erasureId === null) return [];
  const added = (Object.entries(counts) as [keyof Went, RawBuilder<number>][]).map(
    ([name, count]) => [COLUMNS[name], sql<number>`${sql.ref(COLUMNS[name])} + ${count}`] as const,
  );
  return [query.updateTable("erasures").set(Object.fromEntries(added)).where("id", "=", erasureId)];
}

export const toErasableMessage = (row: { id: string; has_files: number }): ErasableMessage => ({
  id: row.id,
  hasFiles: row.has_files === 1,
});

export const toErasableThread = (row: Selectable<Schema["threads"] & Schema["guilds"]>): ErasableThread => ({
  ...toThreadInGuild(row),
  logs: [row.opened_log, row.closed_log].flatMap((log) => (log === null ? [] : [toLogEntry(log)])),
});
