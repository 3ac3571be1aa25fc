// Servers that the schedule looks after: whose time has come, what they don't keep any longer, all of one that is gone.

import { sql } from "kysely";
import type { PrivacyStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { toErasableThread } from "./content.ts";
import { toSettings } from "./rows.ts";

type Tending = Pick<PrivacyStore, "takeGuilds" | "tended" | "threadsToPurge" | "snippetFiles" | "forgetGuild">;

export function tendingStore({ query, batch }: Database): Tending {
  return {
    async takeGuilds(now, until, limit) {
      const due = query
        .selectFrom("guilds")
        .select("guild_id")
        .where("tend_at", "<=", now)
        .orderBy("tend_at")
        .limit(limit);
      const [rows] = await batch(
        query.updateTable("guilds").set({ tend_at: until }).where("guild_id", "in", due).returningAll(),
      );
      return rows.map((row) => ({ settings: toSettings(row), leftAt: row.left_at, purgedUntil: row.purged_until }));
    },

    async tended(guildId, { leftAt, purgedUntil, tendAt }) {
      await batch(
        query
          .updateTable("guilds")
          .set({ left_at: leftAt, purged_until: purgedUntil, tend_at: tendAt })
          .where("guild_id", "=", guildId),
      );
    },

    async threadsToPurge(guildId, from, to, limit) {
      const [rows] = await batch(
        query
          .selectFrom("threads")
          .innerJoin("guilds", "guilds.guild_id", "threads.guild_id")
          .selectAll()
          .where("threads.guild_id", "=", guildId)
          .where("closed_at", ">=", from)
          .where("closed_at", "<=", to)
          .where("erased_at", "is", null)
          .orderBy("closed_at")
          .limit(limit),
      );
      return rows.map(toErasableThread);
    },

    async snippetFiles(guildId, after, limit) {
      const bodies = sql<{ id: string }>`(
        SELECT to_body ->> 'filesId' AS id FROM snippet_changes
        WHERE guild_id = ${guildId} AND json_array_length(to_body, '$.attachments') > 0)`;
      const [rows] = await batch(
        query.selectFrom(bodies.as("body")).select("id").distinct().where("id", ">", after).orderBy("id").limit(limit),
      );
      return rows.map(({ id }) => id);
    },

    async forgetGuild(guildId) {
      const tables = [
        "user_notes",
        "contacts",
        "snippets",
        "snippet_changes",
        "settings_changes",
        // The next two have no index by server: read whole, once for a server that is gone.
        "memberships",
        "standings",
        "erasures",
        "guilds",
      ] as const;
      await batch(...tables.map((table) => query.deleteFrom(table).where("guild_id", "=", guildId)));
    },
  };
}
