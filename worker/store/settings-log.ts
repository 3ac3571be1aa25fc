// The log of settings: written with the save itself, read newest first.

import { type Kysely, type Selectable, sql } from "kysely";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import { type Actor, differences, type LoggedChange } from "../domain/settings-log.ts";
import type { Schema } from "./schema.ts";

/**
 * Logs what differs, in one statement that must stand right behind the save: `changes()` tells whether that one took
 * effect (SQLite: rows changed by the statement before).
 */
export function logged(query: Kysely<Schema>, before: Settings | null, after: Settings, by: Actor, now: number) {
  const was = before ?? defaultSettings(after.guildId, after.guildName);
  const changed = differences(was, after).map(({ field, from, to }) => ({
    field,
    old: JSON.stringify(from),
    new: JSON.stringify(to),
  }));
  return query
    .insertInto("settings_changes")
    .columns(["guild_id", "changed_at", "by_id", "by_name", "via", "field", "old", "new"])
    .expression(
      query
        .selectFrom(sql<{ value: string }>`json_each(${JSON.stringify(changed)})`.as("change"))
        .select([
          sql.val(after.guildId).as("guild_id"),
          sql.val(now).as("changed_at"),
          sql.val(by.id).as("by_id"),
          sql.val(by.name).as("by_name"),
          sql.val(by.via).as("via"),
          sql<string>`value ->> 'field'`.as("field"),
          sql<string>`value ->> 'old'`.as("old"),
          sql<string>`value ->> 'new'`.as("new"),
        ])
        .where(sql<boolean>`changes() > 0`),
    );
}

export const toLoggedChange = (row: Selectable<Schema["settings_changes"]>): LoggedChange => ({
  id: row.id,
  at: row.changed_at,
  by: { id: row.by_id, name: row.by_name, via: row.via },
  field: row.field,
  from: JSON.parse(row.old) as LoggedChange["from"],
  to: JSON.parse(row.new) as LoggedChange["to"],
});
