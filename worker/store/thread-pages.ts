// One thread for the dashboard: its messages a page at a time, and what they come to.

import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Term } from "../domain/search.ts";
import type { MessageCursor, MessagePlace, NamedStaff, ThreadPageStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { beyond, type Direction } from "./keyset.ts";
import { toBot, toMessage, toThread, toThreadInGuild, withEarlier } from "./rows.ts";
import type { Schema } from "./schema.ts";
import { nameIn } from "./staff-names.ts";

/** Messages before the one that is looked for. */
const LEAD = 50;

export function threadPageStore({ query, batch }: Database): ThreadPageStore {
  const threadOf = (guildId: string, threadId: string) =>
    query.selectFrom("threads").selectAll().where("id", "=", threadId).where("guild_id", "=", guildId);

  return {
    async threadPage(guildId, threadId, place, limit) {
      const backwards = isBackwards(place);
      const direction = backwards ? "desc" : "asc";
      const page = messagesAt(query, threadId, place)
        .orderBy("sent_at", direction)
        .orderBy("id", direction)
        .limit(limit + 1);
      const onPage = query.selectFrom(page.as("page"));
      const [threads, rows, versions, questions, others] = await batch(
        threadOf(guildId, threadId).select([
          nameIn(sql`threads.id`, sql`claimed_by`).as("claimer_name"),
          nameIn(sql`threads.id`, sql`closed_by`).as("closer_name"),
        ]),
        page,
        query
          .selectFrom("message_versions")
          .selectAll()
          .where("message_id", "in", onPage.select("id"))
          .orderBy("replaced_at"),
        query
          .selectFrom("messages")
          .selectAll()
          // By their ids: SQLite would rather read the whole thread.
          .where("id", "in", onPage.select("answers_id").where("answers_id", "is not", null))
          .where(sql<boolean>`+thread_id = ${threadId}`),
        anyBeyond(query, threadId, place),
      );
      const [row] = threads;
      if (row === undefined) return null;
      const more = rows.length > limit;
      const messages = withEarlier(rows.slice(0, limit), versions);
      const elsewhere = new Set(messages.map(({ answersId }) => answersId));
      for (const { id } of messages) elsewhere.delete(id);
      const staff: NamedStaff[] = [];
      if (row.claimed_by !== null) staff.push({ id: row.claimed_by, name: row.claimer_name });
      if (row.closed_by !== null) staff.push({ id: row.closed_by, name: row.closer_name });
      return {
        thread: toThread(row),
        staff,
        messages: backwards ? messages.reverse() : messages,
        answered: questions.filter(({ id }) => elsewhere.has(id)).map(toMessage),
        earlier: backwards ? more : others.length > 0,
        later: backwards ? others.length > 0 : more,
      };
    },

    async threadIn(guildId, threadId) {
      const [threads, bots] = await batch(
        query
          .selectFrom("threads")
          .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
          .selectAll()
          .where("threads.id", "=", threadId)
          .where("threads.guild_id", "=", guildId),
        query.selectFrom("bot").selectAll(),
      );
      const [[thread], [bot]] = [threads, bots];
      if (thread === undefined) return null;
      const { messageContent, userId } = bot ? toBot(bot) : { messageContent: null, userId: null };
      return { ...toThreadInGuild(thread), messageContent, botUserId: userId };
    },

    async threadTotals(threadId) {
      const [[counts], people] = await batch(
        query
          .selectFrom("messages")
          .select([
            sql<number>`count(*) FILTER (WHERE kind = 'user')`.as("user"),
            sql<number>`count(*) FILTER (WHERE kind = 'reply')`.as("reply"),
            sql<number>`count(*) FILTER (WHERE kind = 'note')`.as("note"),
            sql<number>`count(*) FILTER (WHERE state <> 'delivered')`.as("undelivered"),
            sql<number>`coalesce(sum(${fileCount}), 0)`.as("attachments"),
          ])
          .where("thread_id", "=", threadId),
        query
          .selectFrom("messages")
          // SQLite takes a row's other columns from where min() found its value.
          .select([
            "author_id as id",
            "author_name as name",
            sql<"user" | "staff">`iif(kind = 'user', 'user', 'staff')`.as("side"),
          ])
          .select((of) => [of.fn.countAll<number>().as("messages"), of.fn.min("sent_at").as("first_sent_at")])
          .where("thread_id", "=", threadId)
          .groupBy(["author_id", "side"])
          .orderBy("first_sent_at"),
      );
      const participants = people.map(({ first_sent_at: _, ...person }) => person);
      return { user: 0, reply: 0, note: 0, undelivered: 0, attachments: 0, ...counts, participants };
    },

    async messageIn(guildId, threadId, messageId) {
      const [threads, messages] = await batch(
        threadOf(guildId, threadId),
        query.selectFrom("messages").selectAll().where("id", "=", messageId).where("thread_id", "=", threadId),
      );
      const [[thread], [message]] = [threads, messages];
      return thread && message ? { thread: toThread(thread), message: toMessage(message) } : null;
    },

    async markConfidential(guildId, threadId, confidential) {
      const [changed] = await batch(
        query
          .updateTable("threads")
          .set({ confidential: confidential ? 1 : 0 })
          .where("id", "=", threadId)
          .where("guild_id", "=", guildId)
          .returning("id"),
      );
      return changed.length === 1;
    },
  };
}

/** As domain/extras.ts filesOf finds them: a message's own, a forwarded message's, and stickers' pictures. */
const fileCount = sql<number>`json_array_length(attachments)
  + coalesce(json_array_length(extras, '$.forwarded.attachments'), 0)
  + (SELECT count(*) FROM json_tree(extras) WHERE json_tree.key = 'picture' AND json_tree.type = 'object')`;

const isBackwards = (place: MessagePlace): boolean =>
  place === "end" || (typeof place === "object" && "before" in place);

function messagesAt(query: Kysely<Schema>, threadId: string, place: MessagePlace) {
  const all = query.selectFrom("messages").selectAll().where("thread_id", "=", threadId);
  if (typeof place === "string") return all;
  if ("after" in place) return all.where(beside(">", place.after));
  if ("before" in place) return all.where(beside("<", place.before));
  return all.where("sent_at", ">=", beginning(threadId, place));
}

/** One message on the other side of where the page begins. */
function anyBeyond(query: Kysely<Schema>, threadId: string, place: MessagePlace) {
  const one = query.selectFrom("messages").select("id").where("thread_id", "=", threadId).limit(1);
  if (typeof place === "string") return one.limit(0);
  if ("after" in place) return one.where(beside("<=", place.after));
  if ("before" in place) return one.where(beside(">=", place.before));
  return one.where("sent_at", "<", beginning(threadId, place));
}

/** When the first message of a page was sent that begins with a time or with words. */
function beginning(threadId: string, place: { since: number } | { said: readonly Term[] }): RawBuilder<number> {
  if ("since" in place) return sql<number>`${place.since}`;
  if (place.said.length === 0) return sql<number>`0`;
  const any = sql.join(
    place.said.map(({ text }) => sql`instr(lower(content), lower(${text})) > 0`),
    sql` OR `,
  );
  const found = sql`SELECT sent_at FROM messages WHERE thread_id = ${threadId} AND (${any}) ORDER BY sent_at LIMIT 1`;
  return sql<number>`coalesce((SELECT min(sent_at) FROM (SELECT sent_at FROM messages
    WHERE thread_id = ${threadId} AND sent_at <= (${found}) ORDER BY sent_at DESC LIMIT ${sql.lit(LEAD)})), 0)`;
}

const beside = (direction: Direction, { sentAt, id }: MessageCursor) =>
  beyond(direction, { order: sql`sent_at`, key: sql`id`, at: sentAt, id });
