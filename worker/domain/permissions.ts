// Discord's permission algorithm (Discord: topics/permissions#permission-overwrites) over plain facts. Pure.

export const PERMISSIONS = {
  "Add Reactions": 1n << 6n,
  "Attach Files": 1n << 15n,
  "Embed Links": 1n << 14n,
  "Manage Channels": 1n << 4n,
  "Manage Roles": 1n << 28n,
  "Mention Everyone": 1n << 17n,
  "Read Message History": 1n << 16n,
  "Send Messages": 1n << 11n,
  "View Channel": 1n << 10n,
} as const;
export type PermissionName = keyof typeof PERMISSIONS;

export const ADMINISTRATOR = 1n << 3n;
export const MANAGE_GUILD = 1n << 5n;
const ALL = (1n << 53n) - 1n;

export interface Overwrite {
  id: string;
  type: "role" | "member";
  allow: bigint;
  deny: bigint;
}

export interface RoleFacts {
  id: string;
  name: string;
  permissions: bigint;
  mentionable: boolean;
}

export interface GuildFacts {
  id: string;
  name: string;
  ownerId: string;
  roles: RoleFacts[];
}

export interface ChannelFacts {
  id: string;
  name: string;
  type: number;
  parentId: string | null;
  overwrites: Overwrite[];
}

/**
 * What a member is granted in the server at large, or in `channel`. What follows from a missing permission is left out
 * (nothing works without View Channel, no embeds without Send Messages), so that one missing name isn't reported as many.
 */
export function permissionsOf(
  member: { id: string; roleIds: readonly string[] },
  guild: GuildFacts,
  channel?: ChannelFacts,
): bigint {
  if (member.id === guild.ownerId) return ALL;
  const held = new Set([guild.id, ...member.roleIds]);
  let bits = 0n;
  for (const role of guild.roles) if (held.has(role.id)) bits |= role.permissions;
  if (bits & ADMINISTRATOR) return ALL;
  if (channel === undefined) return bits;

  const overwrites = channel.overwrites;
  const apply = (some: Overwrite[]) => {
    for (const { deny } of some) bits &= ~deny;
    for (const { allow } of some) bits |= allow;
  };
  apply(overwrites.filter((o) => o.type === "role" && o.id === guild.id));
  apply(overwrites.filter((o) => o.type === "role" && o.id !== guild.id && held.has(o.id)));
  apply(overwrites.filter((o) => o.type === "member" && o.id === member.id));
  return bits;
}

/** The names of `wanted` that `bits` lacks, in the order given. */
export const missing = (bits: bigint, wanted: readonly PermissionName[]): PermissionName[] =>
  wanted.filter((name) => (bits & PERMISSIONS[name]) === 0n);

export const grants = (bits: bigint, name: PermissionName): boolean => (bits & PERMISSIONS[name]) !== 0n;

export const bitsOf = (names: readonly PermissionName[]): bigint =>
  names.reduce((bits, name) => bits | PERMISSIONS[name], 0n);
