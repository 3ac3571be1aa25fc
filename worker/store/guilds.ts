// Servers, what is known of people in them, and the bot's own facts.

import { sql } from "kysely";
import type { Store } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { toSettings } from "./rows.ts";

type GuildStore = Pick<
  Store,
  "candidates" | "rememberMemberships" | "rememberAsked" | "dmChannel" | "settings" | "saveSettings" | "bot" | "saveBot"
>;

/** People join after they were told "no server": a "not in it" is asked again sooner than an "is in it". */
const MEMBER_FOR = 24 * 60 * 60_000;
const NOT_MEMBER_FOR = 5 * 60_000;

export function guildStore({ query, batch }: Database): GuildStore {
  return {
    async candidates(userId, now) {
      const [rows, bot, users] = await batch(
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
          .where("enabled", "=", 1)
          .orderBy(sql`last_thread_at DESC NULLS LAST`)
          .orderBy("name"),
        query.selectFrom("bot").select("user_id"),
        query.selectFrom("users").select("asked_at").where("user_id", "=", userId),
      );
      return {
        candidates: rows.map((row) => ({
          settings: toSettings(row),
          isMember: fresh(row.is_member, row.checked_at, now),
          lastThreadAt: row.last_thread_at,
        })),
        botUserId: bot[0]?.user_id ?? null,
        askedAt: users[0]?.asked_at ?? null,
      };
    },

    async rememberMemberships(userId, answers, now) {
      await batch(
        ...answers.map(({ guildId, isMember }) =>
          query
            .insertInto("memberships")
            .values({ user_id: userId, guild_id: guildId, is_member: isMember ? 1 : 0, checked_at: now })
            .onConflict((conflict) =>
              conflict.columns(["user_id", "guild_id"]).doUpdateSet({ is_member: isMember ? 1 : 0, checked_at: now }),
            ),
        ),
      );
    },

    async rememberAsked(userId, dmChannelId, at) {
      await batch(
        query
          .insertInto("users")
          .values({ user_id: userId, dm_channel_id: dmChannelId, asked_at: at })
          .onConflict((conflict) =>
            conflict.column("user_id").doUpdateSet({ dm_channel_id: dmChannelId, asked_at: at }),
          ),
      );
    },

    async dmChannel(userId) {
      const [rows] = await batch(query.selectFrom("users").select("dm_channel_id").where("user_id", "=", userId));
      return rows[0]?.dm_channel_id ?? null;
    },

    async settings(guildId) {
      const [rows] = await batch(query.selectFrom("guilds").selectAll().where("guild_id", "=", guildId));
      return rows[0] ? toSettings(rows[0]) : null;
    },

    async saveSettings(settings, now) {
      const row = {
        name: settings.guildName,
        enabled: settings.enabled ? 1 : 0,
        staff_role_id: settings.staffRoleId,
        admin_role_id: settings.adminRoleId,
        category_id: settings.categoryId,
        logs_channel_id: settings.logsChannelId,
        reply_command: settings.replyCommand ? 1 : 0,
        updated_at: now,
      };
      await batch(
        query
          .insertInto("guilds")
          .values({ guild_id: settings.guildId, ...row })
          .onConflict((conflict) => conflict.column("guild_id").doUpdateSet(row)),
      );
    },

    async bot() {
      const [rows] = await batch(query.selectFrom("bot").selectAll());
      return rows[0] ? { userId: rows[0].user_id, messageContent: rows[0].message_content === 1 } : null;
    },

    async saveBot(bot, now) {
      const row = { user_id: bot.userId, message_content: bot.messageContent ? 1 : 0, updated_at: now };
      const [, channels] = await batch(
        query
          .insertInto("bot")
          .values({ id: 1, ...row })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(row)),
        query
          .selectFrom("threads")
          .select("channel_id")
          .where("channel_id", "is not", null)
          .where("state", "<>", sql.lit("closed")),
      );
      return { threadChannels: channels.flatMap((row) => (row.channel_id === null ? [] : [row.channel_id])) };
    },
  };
}

function fresh(isMember: number | null, checkedAt: number | null, now: number): boolean | null {
  if (isMember === null || checkedAt === null) return null;
  const lifetime = isMember === 1 ? MEMBER_FOR : NOT_MEMBER_FOR;
  return checkedAt + lifetime > now ? isMember === 1 : null;
}
