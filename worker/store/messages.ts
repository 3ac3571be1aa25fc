// What was said: taking, keeping and ticking off messages.

import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Message } from "../domain/message.ts";
import { NOBODY } from "../domain/thread.ts";
import type { MessageStore, NewMessage, ThreadInGuild } from "../threads/ports.ts";
import { turned, turnToAnswered } from "./answering.ts";
import type { Database } from "./batch.ts";
import { sourceOf } from "./changes.ts";
import { fromCopyIds, fromNewMessage, toMessage, toThreadInGuild, withEarlier } from "./rows.ts";
import type { MessageRow, Schema } from "./schema.ts";

/** Of a message that nobody is going to see. */
const BLANK = { author_id: NOBODY, author_name: "", author_avatar: null, content: "", attachments: "[]", extras: null };

const waitingOf = (userId: string) => sql<boolean>`user_id = ${userId} AND state = 'pending' AND kind = 'user'`;

/** What a user sent and nobody has seen yet, oldest first. */
export const waiting = (query: Kysely<Schema>, userId: string) =>
  query.selectFrom("messages").selectAll().where(waitingOf(userId)).orderBy("sent_at").orderBy("id");

/** Gives what of that has no thread to this one; nothing happens when `threadId` turns out null. */
export const giveUndecided = (query: Kysely<Schema>, userId: string, threadId: RawBuilder<string | null>) =>
  query
    .updateTable("messages")
    .set({ thread_id: threadId })
    .where(waitingOf(userId))
    .where("thread_id", "is", null)
    .where(sql<boolean>`${threadId} IS NOT NULL`);

/** Everything that belongs to a thread, in order; and the texts that edits replaced, each message's in order. */
export const messagesIn = (query: Kysely<Schema>, threadId: string) =>
  query.selectFrom("messages").selectAll().where("thread_id", "=", threadId).orderBy("sent_at").orderBy("id");
export const versionsIn = (query: Kysely<Schema>, threadId: string) =>
  query
    .selectFrom("message_versions")
    .selectAll()
    .where("message_id", "in", query.selectFrom("messages").select("id").where("thread_id", "=", threadId))
    .orderBy("replaced_at");

/**
 * Keeps what staff say, but only while its thread takes messages: nobody would look for it after that was closed. Nor
 * is there anything to keep when the thread wasn't made.
 */
export function keepInThread(
  query: Kysely<Schema>,
  message: NewMessage & { threadId: string },
  state: "pending" | "delivered",
) {
  const deliveredAt = state === "delivered" ? message.sentAt : null;
  const row = {
    ...fromNewMessage(message),
    answers_id: sourceOf(message.userId, message.answersId),
    thread_id: message.threadId,
    state,
    delivered_at: deliveredAt,
  };
  const columns = Object.keys(row) as (keyof typeof row)[];
  return query
    .insertInto("messages")
    .columns(columns)
    .expression(
      query
        .selectFrom("threads")
        .select(columns.map((column) => sql`${row[column]}`.as(column)))
        .where("threads.id", "=", message.threadId)
        .where(sql<boolean>`threads.state IN ('opening', 'open')`),
    )
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((of) => Object.fromEntries(columns.map((column) => [column, of.ref(`excluded.${column}`)])))
        .where(
          sql<boolean>`excluded.kind = 'reply' AND messages.thread_id = excluded.thread_id
            AND (messages.kind = 'note' OR messages.state = 'refused') AND messages.deleted_at IS NULL`,
        ),
    );
}

export function messageStore({ query, batch }: Database): MessageStore {
  /** A thread's (or, without one, the user's undecided) messages still to be delivered, oldest first. */
  const pendingBeside = (messageId: string, userId: string) =>
    waiting(query, userId).where(sql<boolean>`thread_id IS (SELECT thread_id FROM messages WHERE id = ${messageId})`);

  /** The last that was said before a message. */
  const saidBefore = ({ id, sentAt }: Pick<Message, "id" | "sentAt">) =>
    query
      .selectFrom("messages")
      .selectAll()
      .where("sent_at", "<=", sentAt)
      .where(sql<boolean>`(sent_at, id) < (${sentAt}, ${id})`)
      .orderBy("sent_at", "desc")
      .orderBy("id", "desc")
      .limit(1);

  /** Messages with the threads that they are in. */
  async function withThreads(messages: SelectQueryBuilder<Schema, "messages", object>) {
    const [rows, threads] = await batch(
      messages.selectAll(),
      query
        .selectFrom("threads")
        .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
        .selectAll()
        .where("threads.id", "in", messages.select(sql<string>`thread_id`.as("thread_id"))),
    );
    const byId = new Map(threads.map((row) => [row.id, toThreadInGuild(row)]));
    return rows.flatMap((row) => inThread(row, byId));
  }

  return {
    async takeUserMessage(message) {
      const currentThread = sql<string | null>`(
        SELECT id FROM threads WHERE user_id = ${message.userId} AND state IN ('opening', 'open')
        ORDER BY chosen_at DESC LIMIT 1)`;
      const [, , , kept, current, pending, previous, turning] = await batch(
        turnToAnswered(query, message),
        query
          .insertInto("messages")
          .values({
            ...fromNewMessage(message),
            answers_id: sourceOf(message.userId, message.answersId),
            thread_id: currentThread,
            state: "pending",
            delivered_at: null,
          })
          .onConflict((conflict) => conflict.column("id").doNothing()),
        // What an earlier thread gave back when it closed goes to this one, or it would come after what is new.
        giveUndecided(query, message.userId, currentThread),
        query.selectFrom("messages").selectAll().where("id", "=", message.id),
        query
          .selectFrom("threads")
          .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
          .selectAll()
          .where("threads.id", "=", sql<string>`(SELECT thread_id FROM messages WHERE id = ${message.id})`),
        pendingBeside(message.id, message.userId),
        saidBefore(message).where(
          "thread_id",
          "=",
          sql<string>`(SELECT thread_id FROM messages WHERE id = ${message.id})`,
        ),
        turned(query, message),
      );
      return {
        current: current[0] ? toThreadInGuild(current[0]) : null,
        message: toMessage(one(kept)),
        pending: pending.map(toMessage),
        previous: previous[0] ? toMessage(previous[0]) : null,
        turned: turning.length > 0,
      };
    },

    async refuseMessages(ids, problem) {
      const refused = query.updateTable("messages").set({ state: "refused", problem }).where("id", "in", ids);
      await batch(
        refused.where("thread_id", "is not", null),
        // Its id is left, which makes a repeated event harmless. By itself: an index entry of each is written anew.
        refused.set({ ...BLANK, user_id: NOBODY }).where("thread_id", "is", null),
      );
    },

    async delivered(threadId, copies, now, header) {
      const messages = query.updateTable("messages");
      const ids = copies.map(({ id }) => id);
      await batch(
        ...copies.map(({ id, copyIds }) =>
          messages
            .set({
              state: "delivered",
              ...fromCopyIds(copyIds),
              delivered_at: now,
              // Edited or deleted while it was on its way: nobody knows what the copies show.
              mirror_until: sql`CASE WHEN coalesce(edited_at, deleted_at) IS NULL THEN mirror_until
                ELSE coalesce(mirror_until, 0) END`,
            })
            .where("id", "=", id),
        ),
        // By itself: setting thread_id above would write an index row for each message, changed or not.
        messages.set({ thread_id: threadId }).where("id", "in", ids).where("thread_id", "is", null),
        ...(header
          ? [
              query
                .updateTable("threads")
                .set({ header_message_id: header.messageId, trouble: null, trouble_since: null })
                .where("id", "=", threadId),
            ]
          : []),
      );
    },

    async copied({ id, copyIds }) {
      await batch(query.updateTable("messages").set(fromCopyIds(copyIds)).where("id", "=", id));
    },

    async keepStaffMessage(message, state) {
      const [, kept, previous] = await batch(
        keepInThread(query, message, state),
        query.selectFrom("messages").selectAll().where("id", "=", message.id),
        saidBefore(message)
          .where("thread_id", "=", message.threadId)
          .where("kind", "<>", "note")
          .where(
            sql<boolean>`NOT EXISTS (SELECT 1 FROM threads
              WHERE user_id = ${message.userId} AND id <> ${message.threadId} AND state <> 'closed')`,
          ),
      );
      if (kept[0] === undefined) return null;
      return { message: toMessage(kept[0]), previous: previous[0] ? toMessage(previous[0]) : null };
    },

    async messagesOf(threadId) {
      const [rows, versions] = await batch(messagesIn(query, threadId), versionsIn(query, threadId));
      return withEarlier(rows, versions);
    },

    async message(threadId, id) {
      const found = query.selectFrom("messages").selectAll().where("id", "=", id).where("thread_id", "=", threadId);
      const [rows] = await batch(found);
      return rows[0] ? toMessage(rows[0]) : null;
    },

    async undelivered(before, due, limit) {
      const waiting = query
        .selectFrom("messages")
        .where("state", "=", sql.lit("pending"))
        .where("sent_at", "<", before)
        // Before the limit: messages that wait for a thread to open mustn't crowd these out.
        .where(sql<boolean>`EXISTS (SELECT 1 FROM threads WHERE id = messages.thread_id AND state = 'open'
          AND (trouble IS NULL OR lease_until <= ${due}))`)
        .orderBy("sent_at")
        .orderBy("id")
        .limit(limit);
      return withThreads(waiting);
    },

    async unshown({ from, before }, due, limit) {
      return withThreads(
        query
          .selectFrom("messages")
          .where("source", "<>", sql.lit("message"))
          .where("state", "=", sql.lit("delivered"))
          .where("shown_id", "is", null)
          .where("sent_at", ">=", from)
          .where("sent_at", "<", before)
          .where("deleted_at", "is", null)
          // Before the limit: a channel that takes nothing mustn't crowd out others.
          .where(sql<boolean>`EXISTS (SELECT 1 FROM threads WHERE id = messages.thread_id AND state = 'open'
            AND lease_until <= ${due})`)
          .orderBy("sent_at")
          .orderBy("id")
          .limit(limit),
      );
    },

    async undecided(before, limit) {
      const [rows] = await batch(
        query
          .selectFrom("messages")
          .selectAll()
          // SQLite takes a row's other columns from where min() found its value.
          .select((of) => of.fn.min("sent_at").as("first_sent_at"))
          .where("state", "=", sql.lit("pending"))
          .where("kind", "=", sql.lit("user"))
          .where("thread_id", "is", null)
          .where("sent_at", "<", before)
          .where(sql<boolean>`EXISTS (SELECT 1 FROM users WHERE user_id = messages.user_id AND asked_at IS NULL)`)
          .groupBy("user_id")
          .orderBy("first_sent_at")
          .limit(limit),
      );
      return rows.map(toMessage);
    },
  };
}

function inThread(row: MessageRow, threads: Map<string, ThreadInGuild>): (ThreadInGuild & { message: Message })[] {
  const found = row.thread_id === null ? undefined : threads.get(row.thread_id);
  return found ? [{ ...found, message: toMessage(row) }] : [];
}

/** The only row of a query that always has one. */
export function one<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("D1 returned no row where there must be one");
  return row;
}
