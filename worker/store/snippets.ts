// Snippets on D1. A change and the note of who made it are one batch: the note is written only if the version fits, and
// the snippet only if the note was.

import { sql } from "kysely";
import type { SnippetBody } from "../domain/snippet.ts";
import type { NewSnippetChange, SnippetStore } from "../threads/ports.ts";
import type { Database } from "./batch.ts";
import { one } from "./messages.ts";
import { toSnippet } from "./rows.ts";

export function snippetStore({ query, batch }: Database): SnippetStore {
  const ofGuild = (guildId: string) => query.selectFrom("snippets").where("guild_id", "=", guildId);
  const count = (guildId: string) => ofGuild(guildId).select((of) => of.fn.countAll<number>().as("count"));

  const note = ({ id, guildId, name, from, to, by, at }: NewSnippetChange, limit: number) => {
    const is = sql`guild_id = ${guildId} AND name = ${name}`;
    const fits =
      from === null
        ? sql`NOT EXISTS (SELECT 1 FROM snippets WHERE ${is})
            AND (SELECT count(*) FROM snippets WHERE guild_id = ${guildId}) < ${limit}`
        : sql`EXISTS (SELECT 1 FROM snippets WHERE ${is} AND version = ${from})`;
    const was = sql`(SELECT json_object('text', text, 'attachments', json(attachments), 'filesId', files_id)
      FROM snippets WHERE ${is})`;
    return query
      .insertInto("snippet_changes")
      .columns(["guild_id", "name", "id", "from_body", "to_body", "by_id", "by_name", "changed_at"])
      .expression(
        sql`SELECT ${guildId}, ${name}, ${id}, ${was}, ${to && JSON.stringify(to)}, ${by.id}, ${by.name}, ${at}
          WHERE ${fits}`,
      )
      .onConflict((conflict) => conflict.doNothing());
  };

  /** Does nothing when the snippet has this change already, or its note wasn't written. */
  const apply = ({ id, guildId, name, from, to }: NewSnippetChange) => {
    const isNoted = sql<boolean>`EXISTS (SELECT 1 FROM snippet_changes
      WHERE guild_id = ${guildId} AND name = ${name} AND id = ${id})`;
    const was = sql<boolean>`version IS ${from}`;
    const ofName = { guild_id: guildId, name };
    if (to === null)
      return query
        .deleteFrom("snippets")
        .where((is) => is.and(ofName))
        .where(was)
        .where(isNoted);
    const row = { text: to.text, attachments: JSON.stringify(to.attachments), files_id: to.filesId, version: id };
    if (from !== null)
      return query
        .updateTable("snippets")
        .set(row)
        .where((is) => is.and(ofName))
        .where(was)
        .where(isNoted);
    return query
      .insertInto("snippets")
      .columns(["guild_id", "name", "text", "attachments", "files_id", "version"])
      .expression(
        sql`SELECT ${guildId}, ${name}, ${row.text}, ${row.attachments}, ${row.files_id}, ${id} WHERE ${isNoted}`,
      )
      .onConflict((conflict) => conflict.doNothing());
  };

  return {
    async snippet(guildId, name) {
      const [rows] = await batch(ofGuild(guildId).selectAll().where("name", "=", name));
      return rows[0] ? toSnippet(rows[0]) : null;
    },

    async snippets(guildId, part, limit, offset) {
      // instr: what is searched for holds no pattern.
      const position = sql<number>`instr(name, ${part})`;
      const matching = sql<boolean>`${position} > 0`;
      const [rows, counts] = await batch(
        ofGuild(guildId).selectAll().where(matching).orderBy(position).orderBy("name").limit(limit).offset(offset),
        count(guildId).where(matching),
      );
      return { snippets: rows.map(toSnippet), total: one(counts).count };
    },

    async changeSnippet(change, limit) {
      const { guildId, name, id, from } = change;
      const [, , noted, known, counts] = await batch(
        note(change, limit),
        apply(change),
        query
          .selectFrom("snippet_changes")
          .select("id")
          .where((is) => is.and({ guild_id: guildId, name, id })),
        ofGuild(guildId).select("version").where("name", "=", name),
        count(guildId),
      );
      if (noted.length > 0) return "changed";
      const isFull = from === null && known.length === 0 && one(counts).count >= limit;
      return isFull ? "full" : "conflict";
    },

    async snippetChanges(guildId, name, limit) {
      const [rows] = await batch(
        query
          .selectFrom("snippet_changes")
          .selectAll()
          .where((is) => is.and({ guild_id: guildId, name }))
          .orderBy("changed_at", "desc")
          .orderBy("id", "desc")
          .limit(limit),
      );
      const bodyOf = (json: string | null) => (json === null ? null : (JSON.parse(json) as SnippetBody));
      return rows.map((row) => ({
        id: row.id,
        from: bodyOf(row.from_body),
        to: bodyOf(row.to_body),
        by: { id: row.by_id, name: row.by_name },
        at: row.changed_at,
      }));
    },
  };
}
