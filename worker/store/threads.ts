// Threads: made, found by channel, claimed, leased, closed. The database decides every race here, by unique indexes
// and by updates that name the state they expect. States are literals in the SQL, or SQLite can't use partial indexes.

import { type Kysely, type RawBuilder, sql } from "kysely";
import type { ThreadStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { contacted } from "./contacts.ts";
import { membership, user } from "./guilds.ts";
import { giveUndecided, keepInThread, messagesIn, one, versionsIn, waiting } from "./messages.ts";
import { fromLogEntry, toBot, toMessage, toSettings, toThread, toThreadInGuild, withEarlier } from "./rows.ts";
import type { Schema } from "./schema.ts";
import { indexMessages } from "./thread-search.ts";
import { notesShown } from "./user-notes.ts";

const inUse = sql<boolean>`state IN ('opening', 'open')`;
/** JSON of FirstReply: the messages' index finds it among the thread's first ones. */
export const firstReplyIn = (threadId: RawBuilder<unknown>) => sql<string | null>`(
  SELECT json_object('at', sent_at, 'by', author_id, 'name', author_name) FROM messages
  WHERE thread_id = ${threadId} AND kind = 'reply' AND state = 'delivered' ORDER BY sent_at LIMIT 1)`;
const incomplete = sql<boolean>`(state IN ('opening', 'closing') OR log_state = 'owed')`;

/** Whether the user could write to another server: a row if so. */
const elsewhere = (query: Kysely<Schema>, userId: string, guildId: string) =>
  query
    .selectFrom("memberships")
    .innerJoin("guilds", "guilds.guild_id", "memberships.guild_id")
    .select("memberships.guild_id")
    .where((is) => is.and({ user_id: userId, is_member: 1, enabled: 1 }))
    .where("memberships.guild_id", "<>", guildId)
    .unionAll(
      query
        .selectFrom("threads")
        .select("guild_id")
        .where("user_id", "=", userId)
        .where("guild_id", "<>", guildId)
        .where(inUse),
    )
    .limit(1);

export function threadStore({ query, batch }: Database): ThreadStore {
  const byId = (id: string) => query.selectFrom("threads").selectAll().where("id", "=", id);
  /** A user's threads that take messages; the one where their messages go comes first. */
  const openOf = (userId: RawBuilder<string>) =>
    query
      .selectFrom("threads")
      .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
      .where("user_id", "=", userId)
      .where(inUse)
      .orderBy("chosen_at", "desc");
  const update = (id: string) => query.updateTable("threads").where("id", "=", id);

  return {
    async createThread(thread) {
      const ofThisUser = sql`user_id = ${thread.userId} AND guild_id = ${thread.guildId}`;
      const open = sql<string>`(SELECT id FROM threads WHERE ${ofThisUser} AND state <> 'closed')`;
      const taking = sql<string | null>`(SELECT id FROM threads WHERE ${ofThisUser} AND ${inUse})`;
      const [, , threads, pending, bot, , , others] = await batch(
        query
          .insertInto("threads")
          .values({
            id: thread.id,
            guild_id: thread.guildId,
            number: sql`(SELECT coalesce(max(number), 0) + 1 FROM threads WHERE guild_id = ${thread.guildId})`,
            user_id: thread.userId,
            dm_channel_id: thread.dmChannelId,
            state: "opening",
            profile: JSON.stringify(thread.profile),
            user_notes: notesShown(thread.guildId, thread.userId),
            earlier_threads: sql`(SELECT count(*) FROM threads WHERE ${ofThisUser})`,
            lease_until: thread.leaseUntil,
            opened_via: thread.openedVia === "contact" ? "command" : thread.openedVia,
            contacted_by: thread.contactedBy,
            claimed_by: thread.contactedBy,
            claimed_at: thread.contactedBy === null ? null : thread.openedAt,
            opened_at: thread.openedAt,
            chosen_at: thread.openedAt,
          })
          .onConflict((conflict) => conflict.doNothing()),
        giveUndecided(query, thread.userId, taking),
        query.selectFrom("threads").selectAll().where("id", "=", open),
        waiting(query, thread.userId).where("thread_id", "=", open),
        query.selectFrom("bot").selectAll(),
        membership(query, thread.userId, thread.guildId, true, thread.openedAt),
        user(query, thread.userId, thread.dmChannelId, null),
        elsewhere(query, thread.userId, thread.guildId),
        ...(thread.reply ? [keepInThread(query, { ...thread.reply, threadId: thread.id }, "pending")] : []),
        ...(thread.contactedBy === null ? [] : [contacted(query, thread.guildId, thread.userId, thread.openedAt)]),
      );
      const row = one(threads);
      return {
        thread: toThread(row),
        pending: pending.map(toMessage),
        created: row.id === thread.id,
        bot: bot[0] ? toBot(bot[0]) : null,
        elsewhere: others.length > 0,
      };
    },

    async openThread(userId, guildId) {
      const [threads, guilds, users, others] = await batch(
        query
          .selectFrom("threads")
          .selectAll()
          .where("user_id", "=", userId)
          .where("guild_id", "=", guildId)
          .where("state", "<>", sql.lit("closed")),
        query.selectFrom("guilds").selectAll().where("guild_id", "=", guildId),
        query.selectFrom("users").select("dm_channel_id").where("user_id", "=", userId),
        elsewhere(query, userId, guildId),
      );
      return {
        thread: threads[0] ? toThread(threads[0]) : null,
        settings: guilds[0] ? toSettings(guilds[0]) : null,
        dmChannelId: users[0]?.dm_channel_id ?? null,
        elsewhere: others.length > 0,
      };
    },

    async userThreads(userId) {
      const [rows] = await batch(openOf(sql`${userId}`).selectAll());
      return rows.map(toThreadInGuild);
    },

    async chooseThread(threadId, at) {
      await batch(update(threadId).set({ chosen_at: at }));
    },

    async lease(threadId, now, until) {
      const [rows] = await batch(
        update(threadId)
          // Without its trouble a thread can't be leased by a second one before `until`.
          .set({ lease_until: until, trouble: null })
          .where((is) => is.or([is("lease_until", "<=", now), is("trouble", "is not", null)]))
          .returning("id"),
      );
      return rows.length === 1;
    },

    async release(threadId, trouble, until, since) {
      const trouble_since = sql<number | null>`coalesce(trouble_since, ${since ?? null})`;
      await batch(update(threadId).set({ lease_until: until, trouble, trouble_since }));
    },

    async setChannel(threadId, channelId) {
      await batch(update(threadId).set({ channel_id: channelId }));
    },

    async opened(threadId, log = null) {
      const row = {
        state: "open" as const,
        lease_until: 0,
        trouble_since: null,
        ...(log === null ? {} : { opened_log: fromLogEntry(log) }),
      };
      await batch(update(threadId).set(row).where("state", "=", sql.lit("opening")));
    },

    async threadByChannel(channelId, messageId) {
      const [threads, messages, bot] = await batch(
        query
          .selectFrom("threads")
          .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
          .selectAll()
          .where("channel_id", "=", channelId)
          .where("state", "<>", sql.lit("closed")),
        query.selectFrom("messages").selectAll().where("id", "=", messageId),
        query.selectFrom("bot").selectAll(),
      );
      const [row] = threads;
      if (row === undefined) return null;
      return {
        ...toThreadInGuild(row),
        message: messages[0] ? toMessage(messages[0]) : null,
        messageContent: bot[0] ? toBot(bot[0]).messageContent : null,
        botUserId: bot[0]?.user_id ?? null,
      };
    },

    async claim(threadId, from, to, now) {
      const [changed, rows] = await batch(
        update(threadId)
          .set({ claimed_by: to, claimed_at: to === null ? null : now })
          .where(inUse)
          .where(sql<boolean>`claimed_by IS ${from}`)
          .returning("id"),
        byId(threadId),
      );
      return { thread: rows[0] ? toThread(rows[0]) : null, changed: changed.length === 1 };
    },

    async startClosing(threadId, by, reason, now, leaseUntil, waiting = "released") {
      const [started, , rows, messages, versions, others] = await batch(
        update(threadId)
          .set({
            state: "closing",
            closed_by: by,
            close_reason: reason,
            closing_at: now,
            lease_until: leaseUntil,
            trouble: null,
            ...(waiting === "unreached" ? {} : { trouble_since: null }),
            first_reply: firstReplyIn(sql`${threadId}`),
          })
          .where(inUse)
          .returning("id"),
        // Released, it isn't part of this conversation: it opens the next one.
        query
          .updateTable("messages")
          .set(waiting === "released" ? { thread_id: null } : { state: "refused", problem: waiting })
          .where("thread_id", "=", threadId)
          .where("state", "=", sql.lit("pending"))
          .where("kind", "=", sql.lit("user")),
        byId(threadId),
        messagesIn(query, threadId),
        versionsIn(query, threadId),
        openOf(sql`(SELECT user_id FROM threads WHERE id = ${threadId})`).select("guilds.name").limit(1),
      );
      return {
        thread: toThread(one(rows)),
        messages: withEarlier(messages, versions),
        started: started.length === 1,
        next: others[0]?.name ?? null,
      };
    },

    async loggedTranscript(threadId, logState, now, log = null) {
      const entry = log === null ? {} : { closed_log: fromLogEntry(log) };
      await batch(update(threadId).set({ transcript_at: now, log_state: logState, ...entry }));
    },

    async userTold(threadId, now) {
      await batch(update(threadId).set({ user_told_at: now }));
    },

    async toldUnreadable(threadId, now) {
      await batch(update(threadId).set({ unreadable_told_at: now }));
    },

    async closed(threadId, now) {
      await batch(
        indexMessages(query, threadId),
        update(threadId)
          .set({ state: "closed", closed_at: now, lease_until: 0 })
          .where("state", "=", sql.lit("closing")),
      );
    },

    async misshown(now, limit, guildId) {
      const due =
        guildId === undefined ? sql<boolean>`reshow_at <= ${now}` : sql<boolean>`threads.guild_id = ${guildId}`;
      const [rows] = await batch(
        query
          .selectFrom("threads")
          .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
          .selectAll()
          .where("reshow_at", "is not", null)
          .where(due)
          .where(inUse)
          .orderBy("reshow_at")
          .limit(limit),
      );
      return rows.map(toThreadInGuild);
    },

    async reshown(threadId, again) {
      await batch(update(threadId).set({ reshow_at: again }));
    },

    async unfinished(now, limit, guildId) {
      let unfinished = query.selectFrom("threads").selectAll().where(incomplete).where("lease_until", "<=", now);
      if (guildId !== undefined) unfinished = unfinished.where("guild_id", "=", guildId);
      const [threads, guilds] = await batch(
        unfinished.orderBy("lease_until").limit(limit),
        query.selectFrom("guilds").selectAll().where("guild_id", "in", unfinished.clearSelect().select("guild_id")),
      );
      const settings = new Map(guilds.map((row) => [row.guild_id, toSettings(row)]));
      return threads.flatMap((row) => {
        const found = settings.get(row.guild_id);
        return found ? [{ thread: toThread(row), settings: found }] : [];
      });
    },
  };
}
