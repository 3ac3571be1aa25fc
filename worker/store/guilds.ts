// Servers, what is known of people in them, and the bot's own facts.

import { type Kysely, sql } from "kysely";
import type { GuildStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { lastOfThreads, lastUndecided, toKnownChannels } from "./known-channels.ts";
import { markMisshown, namesOtherRoles } from "./misshown.ts";
import { fromSettings, toBot, toSettings } from "./rows.ts";
import type { Schema } from "./schema.ts";
import { logged, toLoggedChange } from "./settings-log.ts";

/** People join after they were told "no server": a "not in it" is asked again sooner than an "is in it". */
const MEMBER_FOR = 24 * 60 * 60_000;
const NOT_MEMBER_FOR = 5 * 60_000;

/** Whose channels a relay that missed something looks through: at ten requests a second, minutes. */
const KNOWN_THREADS = 2000;

export function guildStore({ query, batch }: Database): GuildStore {
  return {
    async candidates(userId, now) {
      const [rows, users] = await batch(
        query
          .selectFrom("guilds")
          .leftJoin("memberships", (join) =>
            join.onRef("memberships.guild_id", "=", "guilds.guild_id").on("memberships.user_id", "=", userId),
          )
          .selectAll("guilds")
          .select(["memberships.is_member", "memberships.checked_at"])
          .select(
            sql<number | null>`(SELECT max(opened_at) FROM threads
              WHERE threads.guild_id = guilds.guild_id AND threads.user_id = ${userId})`.as("last_thread_at"),
          )
          .select(
            sql<number | null>`(SELECT max(chosen_at) FROM threads WHERE threads.guild_id = guilds.guild_id
              AND threads.user_id = ${userId} AND threads.state IN ('opening', 'open'))`.as("chosen_at"),
          )
          .where(sql<boolean>`(enabled = 1 OR chosen_at IS NOT NULL)`)
          .orderBy(sql`chosen_at DESC NULLS LAST`)
          .orderBy(sql`last_thread_at DESC NULLS LAST`)
          .orderBy("name"),
        query.selectFrom("users").select("asked_at").where("user_id", "=", userId),
      );
      return {
        candidates: rows.map((row) => ({
          settings: toSettings(row),
          isMember: fresh(row.is_member, row.checked_at, now),
          lastThreadAt: row.last_thread_at,
          chosenAt: row.chosen_at,
        })),
        askedAt: users[0]?.asked_at ?? null,
      };
    },

    async rememberMemberships(userId, answers, now) {
      await batch(...answers.map(({ guildId, isMember }) => membership(query, userId, guildId, isMember, now)));
    },

    async rememberUser(userId, dmChannelId, askedAt) {
      await batch(user(query, userId, dmChannelId, askedAt));
    },

    async settings(guildId) {
      const [rows] = await batch(query.selectFrom("guilds").selectAll().where("guild_id", "=", guildId));
      return rows[0] ? toSettings(rows[0]) : null;
    },

    async saveSettings(before, settings, by, now) {
      const row = { ...fromSettings(settings), updated_at: now };
      const [saved] = await batch(
        query
          .insertInto("guilds")
          .values({ guild_id: settings.guildId, ...row })
          .onConflict((conflict) => {
            const known = conflict.column("guild_id");
            if (before === null) return known.doNothing();
            return known.doUpdateSet(row).where((is) => {
              const { name: _, ...was } = fromSettings(before);
              return is.and(Object.entries(was).map(([column, value]) => is(sql.ref(`guilds.${column}`), "is", value)));
            });
          })
          .returning("guild_id"),
        logged(query, before, settings, by, now),
        ...(before !== null && namesOtherRoles(before, settings) ? [markMisshown(query, settings, now)] : []),
      );
      return saved.length > 0;
    },

    async setup(guildId) {
      const [guilds, changes, bots] = await batch(
        query.selectFrom("guilds").selectAll().where("guild_id", "=", guildId),
        query
          .selectFrom("settings_changes")
          .selectAll()
          .where("guild_id", "=", guildId)
          .orderBy("id", "desc")
          .limit(100),
        query.selectFrom("bot").selectAll(),
      );
      return {
        settings: guilds[0] ? toSettings(guilds[0]) : null,
        changes: changes.map(toLoggedChange),
        bot: bots[0] ? toBot(bots[0]) : null,
      };
    },

    async countThreads(guildId) {
      // Reads the server's whole history: a person asks for it, seldom.
      const [[counts]] = await batch(
        query
          .selectFrom("threads")
          .select((of) => [of.fn.countAll<number>().as("open"), of.fn.count<number>("trouble").as("waiting")])
          .where("guild_id", "=", guildId)
          .where("state", "<>", sql.lit("closed")),
      );
      return counts ?? { open: 0, waiting: 0 };
    },

    async bot() {
      const [rows] = await batch(query.selectFrom("bot").selectAll());
      return rows[0] ? toBot(rows[0]) : null;
    },

    async saveBot(bot, now, asked = { knownChannels: false }) {
      const row = { user_id: bot.userId, message_content: bot.messageContent ? 1 : 0, updated_at: now };
      const limit = asked.knownChannels ? KNOWN_THREADS : 0;
      const [, channels, known, undecided] = await batch(
        query
          .insertInto("bot")
          .values({ id: 1, ...row })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(row)),
        query
          .selectFrom("threads")
          .select("channel_id")
          .where("channel_id", "is not", null)
          .where("state", "<>", sql.lit("closed")),
        lastOfThreads(query, limit),
        lastUndecided(query, limit),
      );
      return {
        threadChannels: channels.flatMap((row) => (row.channel_id === null ? [] : [row.channel_id])),
        knownChannels: toKnownChannels(known, undecided),
      };
    },
  };
}

/** Remembers whether a user is in a server. */
export function membership(query: Kysely<Schema>, userId: string, guildId: string, isMember: boolean, now: number) {
  const answer = { is_member: isMember ? 1 : 0, checked_at: now };
  return query
    .insertInto("memberships")
    .values({ user_id: userId, guild_id: guildId, ...answer })
    .onConflict((conflict) => conflict.columns(["user_id", "guild_id"]).doUpdateSet(answer));
}

/** Remembers a user's DM channel, and when they were asked for a server (null: nothing to ask). */
export function user(query: Kysely<Schema>, userId: string, dmChannelId: string, askedAt: number | null) {
  const known = { dm_channel_id: dmChannelId, asked_at: askedAt };
  return query
    .insertInto("users")
    .values({ user_id: userId, ...known })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(known));
}

function fresh(isMember: number | null, checkedAt: number | null, now: number): boolean | null {
  if (isMember === null || checkedAt === null) return null;
  const lifetime = isMember === 1 ? MEMBER_FOR : NOT_MEMBER_FOR;
  return checkedAt + lifetime > now ? isMember === 1 : null;
}
