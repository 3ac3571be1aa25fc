// Who someone is to Modmail: decided by the roles they have at this moment. Pure.

import type { Settings } from "./settings.ts";

export type Access = "admin" | "staff" | "none";

export interface Member {
  id: string;
  roleIds: readonly string[];
  /** Has Manage Server or Administrator, or owns the server. */
  managesGuild: boolean;
}

export function accessOf(member: Member, settings: Pick<Settings, "staffRoleId" | "adminRoleId"> | null): Access {
  const has = (roleId: string | null | undefined) => roleId != null && member.roleIds.includes(roleId);
  if (member.managesGuild || has(settings?.adminRoleId)) return "admin";
  return has(settings?.staffRoleId) ? "staff" : "none";
}

export const isStaff = (access: Access): boolean => access !== "none";
