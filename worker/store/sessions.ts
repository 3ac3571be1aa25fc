// Who is signed in to the dashboard, what is known of them in servers, and how often somebody tried.

import { type Kysely, sql } from "kysely";
import type { Session, Standing } from "../domain/session.ts";
import type { SessionStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { toSettings } from "./rows.ts";
import type { GuildRow, Schema } from "./schema.ts";

const SPAN_MS = 10 * 60_000;
/** Counts everybody's tries. */
const ALL = "all";

export function sessionStore({ query, batch }: Database): SessionStore {
  return {
    async startSession(idHash, session, replaced) {
      const now = session.createdAt;
      await batch(
        query.deleteFrom("sessions").where("expires_at", "<=", now),
        query.deleteFrom("sessions").where("id_hash", "=", replaced),
        query.deleteFrom("sign_ins").where("span_at", "<", now - SPAN_MS),
        query.insertInto("sessions").values({ id_hash: idHash, ...fromSession(session) }),
        query.deleteFrom("standings").where("user_id", "not in", query.selectFrom("sessions").select("user_id")),
      );
    },

    async visit(idHash, guildId, now) {
      const session = query.selectFrom("sessions").where("id_hash", "=", idHash).where("expires_at", ">", now);
      const [sessions, standings, guilds] = await batch(
        session.selectAll(),
        query
          .selectFrom("standings")
          .leftJoin("guilds", "guilds.guild_id", "standings.guild_id")
          .selectAll("guilds")
          .select(["standings.guild_id as standing_guild_id", "role_ids", "manages_guild", "checked_at", "user_id"])
          .where("user_id", "=", session.select("user_id")),
        query.selectFrom("guilds").selectAll().where("guild_id", "=", guildId),
      );
      return {
        session: sessions[0] ? toSession(sessions[0]) : null,
        known: standings.map((row) => ({
          standing: toStanding({ ...row, guild_id: row.standing_guild_id }),
          // The join has all of a server's columns, or none.
          settings: row.guild_id === null ? null : toSettings(row as unknown as GuildRow),
        })),
        settings: guilds[0] ? toSettings(guilds[0]) : null,
      };
    },

    async endSession(idHash) {
      await batch(query.deleteFrom("sessions").where("id_hash", "=", idHash));
    },

    async endSessions(userId) {
      await batch(
        query.deleteFrom("sessions").where("user_id", "=", userId),
        query.deleteFrom("standings").where("user_id", "=", userId),
      );
    },

    async rememberStandings(userId, standings) {
      await batch(...standings.map((standing) => remembered(query, userId, standing)));
    },

    async settingsOf(guildIds) {
      const wanted = sql<string>`(SELECT value FROM json_each(${JSON.stringify(guildIds)}))`;
      const [rows] = await batch(query.selectFrom("guilds").selectAll().where("guild_id", "in", wanted));
      return rows.map(toSettings);
    },

    async countSignIn(who, now) {
      const spanAt = now - (now % SPAN_MS);
      const [own, all] = await batch(counted(query, who, spanAt), counted(query, ALL, spanAt));
      return { own: own[0]?.count ?? 0, all: all[0]?.count ?? 0 };
    },
  };
}

function remembered(query: Kysely<Schema>, userId: string, { guildId, member, checkedAt }: Standing) {
  const row = {
    role_ids: member === null ? null : JSON.stringify(member.roleIds),
    manages_guild: member?.managesGuild ? 1 : 0,
    checked_at: checkedAt,
  };
  return query
    .insertInto("standings")
    .values({ user_id: userId, guild_id: guildId, ...row })
    .onConflict((conflict) => conflict.columns(["user_id", "guild_id"]).doUpdateSet(row));
}

function counted(query: Kysely<Schema>, who: string, spanAt: number) {
  return query
    .insertInto("sign_ins")
    .values({ who, span_at: spanAt, count: 1 })
    .onConflict((conflict) => conflict.columns(["span_at", "who"]).doUpdateSet({ count: sql`count + 1` }))
    .returning("count");
}

const fromSession = (session: Session) => ({
  user_id: session.id,
  name: session.name,
  avatar_url: session.avatarUrl,
  guilds: JSON.stringify(session.guilds),
  created_at: session.createdAt,
  expires_at: session.expiresAt,
});

const toSession = (row: Schema["sessions"]): Session => ({
  id: row.user_id,
  name: row.name,
  avatarUrl: row.avatar_url,
  guilds: JSON.parse(row.guilds) as Session["guilds"],
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

const toStanding = (row: Schema["standings"]): Standing => ({
  guildId: row.guild_id,
  member:
    row.role_ids === null
      ? null
      : { id: row.user_id, roleIds: JSON.parse(row.role_ids) as string[], managesGuild: row.manages_guild === 1 },
  checkedAt: row.checked_at,
});
