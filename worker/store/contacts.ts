// Contacts on D1: a member's latest try, and how many a server made lately.

import { type Kysely, sql } from "kysely";
import type { ContactStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import type { Schema } from "./schema.ts";

export function contactStore({ query, batch }: Database): ContactStore {
  return {
    async startContact({ id, guildId, userId, by, at }, { since, hourAgo, limit }) {
      const isSame = sql`contacts.done_at IS NULL AND contacts.tried_at >= ${since}`;
      const others = sql`SELECT count(*) FROM contacts
        WHERE guild_id = ${guildId} AND tried_at >= ${hourAgo} AND user_id <> ${userId}`;
      const [rows] = await batch(
        query
          .insertInto("contacts")
          .columns(["guild_id", "user_id", "id", "by_id", "tried_at"])
          .expression(sql`SELECT ${guildId}, ${userId}, ${id}, ${by}, ${at} WHERE (${others}) < ${limit}`)
          .onConflict((conflict) =>
            conflict.columns(["guild_id", "user_id"]).doUpdateSet({
              id: sql`CASE WHEN ${isSame} THEN contacts.id ELSE excluded.id END`,
              tried_at: sql`CASE WHEN ${isSame} THEN contacts.tried_at ELSE excluded.tried_at END`,
              by_id: by,
              done_at: null,
            }),
          )
          .returning("id"),
      );
      return rows[0] ?? null;
    },
  };
}

/** The try has made its thread, or found one. */
export const contacted = (query: Kysely<Schema>, guildId: string, userId: string, at: number) =>
  query
    .updateTable("contacts")
    .set({ done_at: at })
    .where((is) => is.and({ guild_id: guildId, user_id: userId }));
