// Who sees a thread's channel: the staff role, the admin role and the bot, and whoever staff let in by hand. Pure.

import { bitsOf, type Overwrite, PERMISSIONS, type PermissionName } from "./permissions.ts";
import type { Settings } from "./settings.ts";
import { BOT_PERMISSIONS } from "./setup-check.ts";

const STAFF = bitsOf([
  "View Channel",
  "Send Messages",
  "Embed Links",
  "Attach Files",
  "Read Message History",
  "Add Reactions",
] satisfies PermissionName[]);

type Roles = Pick<Settings, "guildId" | "staffRoleId" | "adminRoleId">;

/** Of a new channel. */
export function threadOverwrites({ guildId, staffRoleId, adminRoleId }: Roles, botUserId: string): Overwrite[] {
  const roles = new Set([staffRoleId, adminRoleId].filter((id) => id !== null));
  return [
    { id: guildId, type: "role", allow: 0n, deny: PERMISSIONS["View Channel"] },
    ...[...roles].map((id) => ({ id, type: "role" as const, allow: STAFF, deny: 0n })),
    { id: botUserId, type: "member", allow: bitsOf(BOT_PERMISSIONS), deny: 0n },
  ];
}

/** Of a channel that was made for other roles: those go, what people set by hand stays. */
export function reshownOverwrites(present: readonly Overwrite[], roles: Roles, botUserId: string): Overwrite[] {
  const wanted = threadOverwrites(roles, botUserId);
  const isOurs = ({ id, type, allow, deny }: Overwrite) =>
    wanted.some((one) => one.id === id) || (type === "role" && allow === STAFF && deny === 0n);
  return [...wanted, ...present.filter((one) => !isOurs(one))];
}
