// Notes on users on D1. A user has few enough to count and sort them each time.

import { type RawBuilder, sql } from "kysely";
import type { Profile } from "../domain/thread.ts";
import type { UserNoteStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { one } from "./messages.ts";
import { toUserNote } from "./rows.ts";
import { namedLike } from "./thread-list.ts";

/** In a thread's header. */
const SHOWN = 3;
const SHOWN_CHARACTERS = 200;

export function userNoteStore({ query, batch }: Database): UserNoteStore {
  const notesOn = (guildId: string, userId: string) =>
    query.selectFrom("user_notes").where((is) => is.and({ guild_id: guildId, user_id: userId }));

  return {
    async addUserNote(guildId, userId, { id, author, text, at }, limit) {
      const count = sql`SELECT count(*) FROM user_notes WHERE guild_id = ${guildId} AND user_id = ${userId}`;
      const [, kept] = await batch(
        query
          .insertInto("user_notes")
          .columns(["guild_id", "user_id", "id", "author_id", "author_name", "text", "written_at"])
          .expression(
            sql`SELECT ${guildId}, ${userId}, ${id}, ${author.id}, ${author.name}, ${text}, ${at}
              WHERE (${count}) < ${limit}`,
          )
          .onConflict((conflict) => conflict.doNothing()),
        notesOn(guildId, userId).select("id").where("id", "=", id),
      );
      return kept.length > 0;
    },

    async userNotes(guildId, userId, limit, offset) {
      const [rows, counts] = await batch(
        notesOn(guildId, userId)
          .selectAll()
          .orderBy("written_at", "desc")
          .orderBy("id", "desc")
          .limit(limit)
          .offset(offset),
        notesOn(guildId, userId).select((of) => of.fn.countAll<number>().as("count")),
      );
      return { notes: rows.map(toUserNote), total: one(counts).count };
    },

    async notedUsers(guildId, name, limit, offset) {
      const noted = query.selectFrom("user_notes").where("guild_id", "=", guildId);
      const named = name === "" ? noted : noted.where(sql<boolean>`user_id IN (${namedLike(guildId, name)})`);
      const page = named
        .select(["user_id", "id", "author_id", "author_name", "text", "guild_id"])
        // SQLite takes a row's other columns from where max() found its value.
        .select((of) => [of.fn.max("written_at").as("written_at"), of.fn.countAll<number>().as("total")])
        .groupBy("user_id")
        .orderBy("written_at", "desc")
        .orderBy("user_id")
        .limit(limit)
        .offset(offset);
      const [rows, counts] = await batch(
        query
          .selectFrom(page.as("noted"))
          .selectAll()
          .select(latestProfile(sql`noted.guild_id`, sql`noted.user_id`).as("profile"))
          .orderBy("written_at", "desc")
          .orderBy("user_id"),
        named.select(sql<number>`count(DISTINCT user_id)`.as("count")),
      );
      return {
        users: rows.map((row) => ({
          userId: row.user_id,
          profile: row.profile === null ? null : (JSON.parse(row.profile) as Profile),
          total: row.total,
          latest: toUserNote(row),
        })),
        total: one(counts).count,
      };
    },

    async lastProfile(guildId, userId) {
      const [rows] = await batch(query.selectNoFrom(latestProfile(sql`${guildId}`, sql`${userId}`).as("profile")));
      const profile = rows[0]?.profile ?? null;
      return profile === null ? null : (JSON.parse(profile) as Profile);
    },

    async removeUserNote(guildId, userId, noteId, by) {
      const note = { guild_id: guildId, user_id: userId, id: noteId, ...(by === null ? {} : { author_id: by }) };
      const [removed, left] = await batch(
        query
          .deleteFrom("user_notes")
          .where((is) => is.and(note))
          .returning("id"),
        notesOn(guildId, userId).select("id").where("id", "=", noteId),
      );
      if (removed.length > 0) return "removed";
      return left.length > 0 ? "not-theirs" : "unknown";
    },
  };
}

const latestProfile = (guildId: RawBuilder<unknown>, userId: RawBuilder<unknown>) =>
  sql<string | null>`(SELECT profile FROM threads
    WHERE user_id = ${userId} AND guild_id = ${guildId} ORDER BY opened_at DESC LIMIT 1)`;

/** JSON of NotesShown, as a new thread's row keeps it. */
export function notesShown(guildId: string, userId: string): RawBuilder<string> {
  const on = sql`guild_id = ${guildId} AND user_id = ${userId}`;
  return sql`json_object(
    'total', (SELECT count(*) FROM user_notes WHERE ${on}),
    'latest', json((
      SELECT json_group_array(json_object(
        'id', id,
        'author', json_object('id', author_id, 'name', author_name),
        'text', substr(text, 1, ${SHOWN_CHARACTERS}),
        'at', written_at
      ))
      FROM (SELECT * FROM user_notes WHERE ${on} ORDER BY written_at DESC, id DESC LIMIT ${SHOWN})
    ))
  )`;
}
