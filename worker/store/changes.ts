// What people do with what they said: edits, deletions, answers, and what the other side hasn't been shown yet. Each
// update names the state that it expects, so of two at once one has a defined effect and the other none.

import { type Kysely, type RawBuilder, sql } from "kysely";
import { snowflakeTime } from "../domain/message.ts";
import type { ChangeStore, Kept, MirrorLease } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { fromCopyIds, toMessage, toThreadInGuild } from "./rows.ts";
import type { GuildRow, MessageRow, Schema, ThreadRow } from "./schema.ts";

/** A transcript is written when closing begins; a message without a thread waits for the user's choice. */
const isChangeable = sql<boolean>`deleted_at IS NULL AND (thread_id IS NULL
  OR EXISTS (SELECT 1 FROM threads WHERE threads.id = messages.thread_id AND threads.state IN ('opening', 'open')))`;

/** Copies come soon after their source, but for what waited; the clocks of Discord and Cloudflare hardly differ. */
const LONGEST_WAIT = 7 * 24 * 60 * 60_000;
const CLOCK_SKEW = 60_000;

/** Whether a message is seen as this one without being it. Together with threads it reads a part of an index. */
const isShownAs = (shownId: string) => {
  const at = snowflakeTime(shownId);
  return sql<boolean>`messages.sent_at BETWEEN ${at - LONGEST_WAIT} AND ${at + CLOCK_SKEW} AND
    (copy_id = ${shownId} OR shown_id = ${shownId} OR instr(further_copy_ids, ${shownId}) > 0)`;
};

/** The source of what somebody sees as `shownId` in these threads. */
const sourceIn = (threads: RawBuilder<string>, shownId: string) => sql<string | null>`coalesce(
  (SELECT messages.id FROM messages WHERE messages.id = ${shownId} AND messages.thread_id IN ${threads}),
  (SELECT messages.id FROM messages WHERE messages.thread_id IN ${threads} AND ${isShownAs(shownId)} LIMIT 1))`;

/** The source of what a user, or staff in a thread of theirs, see as `shownId`. */
export const sourceOf = (userId: string, shownId: string | undefined) =>
  shownId === undefined
    ? sql<string | null>`NULL`
    : sourceIn(sql`(SELECT threads.id FROM threads WHERE threads.user_id = ${userId})`, shownId);

type KeptRow = MessageRow & { before: string | null };

export function changeStore({ query, batch }: Database): ChangeStore {
  const messages = () =>
    query
      .selectFrom("messages")
      .selectAll()
      .select(
        sql<string | null>`(SELECT content FROM message_versions WHERE message_id = messages.id
          ORDER BY replaced_at DESC LIMIT 1)`.as("before"),
      );
  const kept = (id: string) =>
    [
      messages().where("id", "=", id),
      threadsOf(query, sql`(SELECT thread_id FROM messages WHERE id = ${id})`),
    ] as const;
  const update = (id: string) => query.updateTable("messages").where("id", "=", id);
  const lease = (id: string, { now, until }: MirrorLease) =>
    update(id)
      .set({ mirror_until: until })
      .where("mirror_until", "<=", now)
      .where("state", "=", sql.lit("delivered"))
      .returning("id");
  /** Owed from now on, with the lease of whoever is at it already. */
  const owed = sql<number | null>`CASE WHEN kind = 'note' OR state <> 'delivered' THEN NULL
    ELSE coalesce(mirror_until, 0) END`;

  return {
    async editMessage({ id, content, at, by }, leased) {
      const isNewer = sql<boolean>`${isChangeable} AND state <> 'refused' AND coalesce(edited_at, 0) < ${at}`;
      const [, changed, got, [message], threads] = await batch(
        query
          .insertInto("message_versions")
          .columns(["message_id", "replaced_at", "replaced_by", "content"])
          .expression(
            query
              .selectFrom("messages")
              .select(["id", sql<number>`${at}`.as("at"), sql<string>`${by}`.as("by"), "content"])
              .where("id", "=", id)
              .where("content", "<>", content)
              .where(isNewer),
          ),
        update(id)
          .set({
            content,
            edited_at: at,
            mirror_until: sql`CASE WHEN content = ${content} THEN mirror_until ELSE ${owed} END`,
          })
          .where(isNewer)
          .returning("id"),
        lease(id, leased),
        ...kept(id),
      );
      return { kept: toKept(message, threads), changed: changed.length === 1, leased: got.length === 1 };
    },

    async deleteMessage({ id, at, by }, leased) {
      const [changed, got, [message], threads] = await batch(
        update(id)
          .set({
            deleted_at: at,
            deleted_by: by,
            state: sql`CASE WHEN state = 'pending' THEN 'refused' ELSE state END`,
            problem: sql`CASE WHEN state = 'pending' THEN 'deleted' ELSE problem END`,
            mirror_until: owed,
          })
          .where(isChangeable)
          .returning("id"),
        lease(id, leased),
        ...kept(id),
      );
      return { kept: toKept(message, threads), changed: changed.length === 1, leased: got.length === 1 };
    },

    async mirrored({ id, copyIds, editedAt, deletedAt }, problem) {
      const asShown = sql<boolean>`edited_at IS ${editedAt ?? null} AND deleted_at IS ${deletedAt ?? null}`;
      const [[row], [message], threads] = await batch(
        update(id)
          .set({
            ...fromCopyIds(copyIds),
            problem,
            mirror_until: sql`CASE WHEN ${asShown} THEN NULL ELSE mirror_until END`,
          })
          .returning("mirror_until"),
        ...kept(id),
      );
      return row === undefined || row.mirror_until === null ? null : toKept(message, threads);
    },

    async mirrorLater(id, until) {
      await batch(update(id).set({ mirror_until: until }).where("mirror_until", "is not", null));
    },

    async leaseMirror(id, leased) {
      const [got] = await batch(lease(id, leased));
      return got.length === 1;
    },

    async unmirrored(now, limit) {
      const due = messages()
        .where("mirror_until", "is not", null)
        .where("mirror_until", "<=", now)
        .where("state", "=", sql.lit("delivered"))
        .orderBy("mirror_until")
        .limit(limit);
      const [rows, threads] = await batch(due, threadsOf(query, due.clearSelect().select("thread_id")));
      return rows.flatMap((row) => {
        const found = toKept(
          row,
          threads.filter(({ id }) => id === row.thread_id),
        );
        return found === null ? [] : [found];
      });
    },

    async answerShown(id, shownId) {
      await batch(
        update(id).set({
          shown_id: shownId,
          // Edited or deleted while it was on its way: nobody knows how it is shown.
          mirror_until: sql`CASE WHEN coalesce(edited_at, deleted_at) IS NULL THEN mirror_until ELSE ${owed} END`,
        }),
      );
    },

    async messageSeen(where, shownId) {
      const seen = messages().where("id", "=", sourceIn(threadsAt(where), shownId));
      const [[message], threads] = await batch(seen, threadsOf(query, seen.clearSelect().select("thread_id")));
      return toKept(message, threads);
    },

    async typedIn(where, after, upTo) {
      const sources = query
        .selectFrom("messages")
        .select("id")
        .where("sent_at", ">=", snowflakeTime(after))
        .where("source", "=", sql.lit("message"))
        .where("deleted_at", "is", null)
        .where(sql<boolean>`CAST(id AS INTEGER) > CAST(${after} AS INTEGER)`)
        .where(sql<boolean>`CAST(id AS INTEGER) <= CAST(${upTo} AS INTEGER)`);
      const isOwn = "channelId" in where ? sql<boolean>`kind <> 'user'` : sql<boolean>`kind = 'user'`;
      const [given, undecided] = await batch(
        sources.where("thread_id", "in", threadsAt(where)).where(isOwn),
        sources
          .where("state", "=", sql.lit("pending"))
          .where("kind", "=", sql.lit("user"))
          .where("user_id", "=", "userId" in where ? where.userId : "")
          .where("thread_id", "is", null),
      );
      return [...given, ...undecided].map(({ id }) => id);
    },

    async currentThread(userId) {
      const [rows] = await batch(
        threadsOf(
          query,
          sql`(SELECT id FROM threads WHERE user_id = ${userId} AND state IN ('opening', 'open')
            ORDER BY chosen_at DESC LIMIT 1)`,
        ),
      );
      return rows[0] ? toThreadInGuild(rows[0]) : null;
    },

    async answered(id, threadId) {
      const [rows] = await batch(
        query
          .selectFrom("messages")
          .innerJoin("threads as theirs", "theirs.id", "messages.thread_id")
          .innerJoin("threads as this", (join) =>
            join.onRef("this.guild_id", "=", "theirs.guild_id").onRef("this.user_id", "=", "theirs.user_id"),
          )
          .selectAll("messages")
          .where("messages.id", "=", id)
          .where("this.id", "=", threadId),
      );
      return rows[0] ? toMessage(rows[0]) : null;
    },

    async repliesOf(channelId, { authorId, asOf }, limit) {
      let replies = query
        .selectFrom("messages")
        .selectAll()
        .where("thread_id", "=", threadsAt({ channelId }))
        .where("kind", "=", sql.lit("reply"))
        .where("sent_at", "<=", asOf)
        // One that was deleted before it arrived is refused since then.
        .where(sql<boolean>`CASE WHEN deleted_at IS NULL THEN state <> 'refused' ELSE deleted_at >= ${asOf} END`);
      if (authorId !== null) replies = replies.where("author_id", "=", authorId);
      const [rows] = await batch(replies.orderBy("sent_at", "desc").orderBy("id", "desc").limit(limit));
      return rows.map(toMessage);
    },
  };
}

/** The threads of a place that take messages: of a channel one at most. */
const threadsAt = (where: { channelId: string } | { userId: string }) => {
  const [column, value] =
    "channelId" in where ? [sql.ref("channel_id"), where.channelId] : [sql.ref("user_id"), where.userId];
  return sql<string>`(SELECT threads.id FROM threads WHERE threads.${column} = ${value} AND threads.state IN ('opening', 'open'))`;
};

/** `ids`: an expression or a subquery. */
const threadsOf = (query: Kysely<Schema>, ids: unknown) =>
  query
    .selectFrom("threads")
    .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
    .selectAll()
    .where("threads.id", "in", ids as never);

function toKept(row: KeptRow | undefined, threads: readonly (ThreadRow & GuildRow)[]): Kept | null {
  if (row === undefined) return null;
  const [thread] = threads;
  return { message: toMessage(row), inGuild: thread ? toThreadInGuild(thread) : null, before: row.before };
}
