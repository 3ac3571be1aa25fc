// Persons on D1: what is kept of them, and how far the erasing of it is.

import { type Kysely, type Selectable, sql } from "kysely";
import type { Erasure, Went } from "../domain/erasure.ts";
import type { Profile } from "../domain/thread.ts";
import type { PrivacyStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { hasFiles, toErasableMessage, toErasableThread } from "./content.ts";
import { one } from "./messages.ts";
import { toThreadInGuild } from "./rows.ts";
import type { Schema } from "./schema.ts";

type Erasures = Pick<
  PrivacyStore,
  | "kept"
  | "threadsOf"
  | "startErasure"
  | "takeErasures"
  | "releaseErasure"
  | "threadsToErase"
  | "undecidedToErase"
  | "forgetUser"
  | "finishErasure"
  | "erasuresIn"
>;

export function erasureStore({ query, batch }: Database): Erasures {
  const threadsOf = (userId: string, guildId: string | null) => {
    const threads = query
      .selectFrom("threads")
      .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
      .where("threads.user_id", "=", userId)
      .where("erased_at", "is", null);
    return guildId === null ? threads : threads.where("threads.guild_id", "=", guildId);
  };
  const undecidedOf = (userId: string) =>
    query
      .selectFrom("messages")
      .where("user_id", "=", userId)
      .where("state", "=", sql.lit("pending"))
      .where("thread_id", "is", null);
  const update = (id: string) => query.updateTable("erasures").where("id", "=", id);

  return {
    async kept(userId, guildId) {
      const said = sql`FROM messages WHERE thread_id = threads.id AND kind <> 'note' AND NOT (kind = 'reply' AND state = 'refused')`;
      const [guilds, undecided, users] = await batch(
        threadsOf(userId, guildId)
          .select(["threads.guild_id", "guilds.name", "guilds.retention_days"])
          .select((of) => [of.fn.countAll<number>().as("threads"), of.fn.min("opened_at").as("first_at")])
          .select([
            sql<string>`(SELECT profile FROM threads AS latest WHERE latest.user_id = ${userId}
              AND latest.guild_id = threads.guild_id AND latest.erased_at IS NULL ORDER BY +latest.opened_at DESC LIMIT 1)`.as(
              "profile",
            ),
            sql<number>`sum(state <> 'closed')`.as("open_threads"),
            sql<number>`sum((SELECT count(*) ${said}))`.as("messages"),
            sql<number>`sum((SELECT coalesce(sum(json_array_length(attachments)), 0) ${said}))`.as("files"),
          ])
          .groupBy("threads.guild_id")
          .orderBy("guilds.name"),
        undecidedOf(userId).select((of) => of.fn.countAll<number>().as("count")),
        query.selectFrom("users").select("dm_channel_id").where("user_id", "=", userId),
      );
      return {
        guilds: guilds.map((row) => ({
          guildId: row.guild_id,
          guildName: row.name,
          profile: JSON.parse(row.profile) as Profile,
          threads: row.threads,
          openThreads: row.open_threads,
          messages: row.messages,
          files: row.files,
          firstAt: row.first_at,
          retentionDays: row.retention_days,
        })),
        undecided: one(undecided).count,
        dmChannelId: users[0]?.dm_channel_id ?? null,
      };
    },

    async threadsOf(userId, guildId) {
      const [rows] = await batch(threadsOf(userId, guildId).selectAll().orderBy("opened_at").orderBy("number"));
      return rows.map(toThreadInGuild);
    },

    async startErasure({ id, userId, guildId, threadId, by, dmChannelId, askedAt }, leaseUntil) {
      const [rows] = await batch(
        query
          .insertInto("erasures")
          .values({
            id,
            user_id: userId,
            guild_id: guildId,
            thread_id: threadId ?? null,
            by_id: by?.id ?? null,
            by_name: by?.name ?? null,
            dm_channel_id: dmChannelId,
            asked_at: askedAt,
            lease_until: leaseUntil,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returningAll(),
      );
      return rows.flatMap(toErasure)[0] ?? null;
    },

    async takeErasures(now, until, limit) {
      const due = query
        .selectFrom("erasures")
        .select("id")
        .where("done_at", "is", null)
        .where("lease_until", "<=", now)
        .orderBy("lease_until")
        .limit(limit);
      const [rows] = await batch(
        query.updateTable("erasures").set({ lease_until: until }).where("id", "in", due).returningAll(),
      );
      return rows.toSorted((a, b) => a.asked_at - b.asked_at).flatMap(toErasure);
    },

    async releaseErasure(id, until) {
      await batch(update(id).set({ lease_until: until }));
    },

    async threadsToErase({ userId, guildId, threadId, askedAt }, limit) {
      const theirs = threadsOf(userId, guildId);
      const [rows] = await batch(
        (threadId === undefined ? theirs : theirs.where("threads.id", "=", threadId))
          .selectAll()
          .where("opened_at", "<=", askedAt)
          .orderBy(sql`state = 'closed'`)
          .orderBy("opened_at")
          .limit(limit),
      );
      return rows.map(toErasableThread);
    },

    async undecidedToErase({ userId, askedAt }, limit) {
      const waiting = undecidedOf(userId).select(["id", hasFiles]).where("sent_at", "<=", askedAt);
      const [rows] = await batch(waiting.limit(limit));
      return rows.map(toErasableMessage);
    },

    async forgetUser({ id, userId, guildId, threadId }) {
      if (threadId !== undefined) {
        const [counted] = await batch(query.selectFrom("erasures").selectAll().where("id", "=", id));
        return toWent(one(counted));
      }
      // These tables begin with the server: found one by one, not by reading all.
      const servers = guildId === null ? sql`(SELECT guild_id FROM guilds)` : sql`(${guildId})`;
      const theirs = sql<boolean>`user_id = ${userId} AND guild_id IN ${servers}`;
      const [rows] = await batch(
        update(id)
          .set({ notes: sql`notes + (SELECT count(*) FROM user_notes WHERE ${theirs})` })
          .returningAll(),
        query.deleteFrom("user_notes").where(theirs),
        query.deleteFrom("contacts").where(theirs),
        guildId === null
          ? query.deleteFrom("memberships").where("user_id", "=", userId)
          : query.deleteFrom("memberships").where(theirs),
        ...(guildId === null ? everywhere(query, userId) : []),
      );
      return toWent(one(rows));
    },

    async finishErasure(id, now) {
      await batch(update(id).set({ user_id: null, dm_channel_id: null, done_at: now }));
    },

    async erasuresIn(guildId, limit) {
      const [rows] = await batch(
        query
          .selectFrom("erasures")
          .selectAll()
          .where("guild_id", "=", guildId)
          .orderBy("asked_at", "desc")
          .limit(limit),
      );
      return rows.map((row) => ({
        id: row.id,
        by: byOf(row),
        askedAt: row.asked_at,
        doneAt: row.done_at,
        went: toWent(row),
      }));
    },
  };
}

/** What belongs to no server. */
const everywhere = (query: Kysely<Schema>, userId: string) => [
  query.deleteFrom("users").where("user_id", "=", userId),
  query.deleteFrom("sessions").where("user_id", "=", userId),
  query.deleteFrom("standings").where("user_id", "=", userId),
];

type Row = Selectable<Schema["erasures"]>;

const byOf = ({ by_id, by_name }: Row): Erasure["by"] =>
  by_id === null || by_name === null ? null : { id: by_id, name: by_name };

/** None: it is done, and nobody's. */
function toErasure(row: Row): Erasure[] {
  if (row.user_id === null) return [];
  return [
    {
      id: row.id,
      userId: row.user_id,
      guildId: row.guild_id,
      ...(row.thread_id === null ? {} : { threadId: row.thread_id }),
      by: byOf(row),
      dmChannelId: row.dm_channel_id,
      askedAt: row.asked_at,
      went: toWent(row),
    },
  ];
}

const toWent = (row: Row): Went => ({
  threads: row.threads,
  messages: row.messages,
  files: row.files,
  notes: row.notes,
  logEntries: row.log_entries,
  logEntriesLeft: row.log_entries_left,
});
