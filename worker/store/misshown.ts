// Threads whose channel is shown to other roles than the settings name: marked with the save that changes the roles.

import { type Kysely, sql } from "kysely";
import type { Settings } from "../domain/settings.ts";
import type { Schema } from "./schema.ts";

export const namesOtherRoles = (before: Settings, after: Settings): boolean =>
  before.staffRoleId !== after.staffRoleId || before.adminRoleId !== after.adminRoleId;

/** Those of a server, if these settings were saved at `now`. Reads the server's whole history: seldom. */
export const markMisshown = (query: Kysely<Schema>, { guildId, staffRoleId, adminRoleId }: Settings, now: number) =>
  query
    .updateTable("threads")
    .set({ reshow_at: now })
    .where("guild_id", "=", guildId)
    .where("channel_id", "is not", null)
    .where(sql<boolean>`state IN ('opening', 'open')`)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM guilds WHERE guild_id = ${guildId} AND updated_at = ${now}
        AND staff_role_id IS ${staffRoleId} AND admin_role_id IS ${adminRoleId})`,
    );
