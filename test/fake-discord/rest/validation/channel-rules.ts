// What a channel's body may say beyond its schema: parents, topics, overwrites, and who may set which bits.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { CATEGORY } from "../../world/channels.ts";
import { channelsOf } from "../../world/render-guild.ts";
import type { ChannelRecord, GuildRecord, OverwriteRecord } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { apiError, type Flaw, invalidForm } from "../errors.ts";

export const MAX_CHANNELS = 500;
const MAX_IN_CATEGORY = 50;
const FORUM = 15;
const MEDIA = 16;

export interface OverwriteBody {
  id: string;
  type?: 0 | 1 | null;
  allow?: string | number | null;
  deny?: string | number | null;
}

export interface ChannelBody {
  name: string;
  type?: number | null;
  topic?: string | null;
  parent_id?: string | null;
  position?: number | null;
  nsfw?: boolean | null;
  rate_limit_per_user?: number | null;
  permission_overwrites?: OverwriteBody[] | null;
}

export function topicFlaws(body: Partial<ChannelBody>, type: number): Flaw[] {
  if (type === FORUM || type === MEDIA || [...(body.topic ?? "")].length <= 1024) return [];
  return [{ path: ["topic"], code: "BASE_TYPE_BAD_LENGTH", message: "Must be between 0 and 1024 in length." }];
}

/** The category for a new child: exists here, is a category, has room. */
export function checkParent(world: World, guild: GuildRecord, parentId: string): ChannelRecord {
  const flaw = (code: string, message: string) => invalidForm([{ path: ["parent_id"], code, message }]);
  const parent = world.channels.get(parentId);
  if (parent?.guildId !== guild.id) throw flaw("CHANNEL_PARENT_INVALID", "Category does not exist");
  if (parent.type !== CATEGORY) throw flaw("CHANNEL_PARENT_INVALID_TYPE", "Not a category");
  const children = channelsOf(world, guild).filter((channel) => channel.parentId === parentId);
  if (children.length >= MAX_IN_CATEGORY) {
    throw flaw("CHANNEL_PARENT_MAX_CHANNELS", `Maximum number of channels in category reached (${MAX_IN_CATEGORY})`);
  }
  return parent;
}

export function readOverwrites(bodies: OverwriteBody[]): OverwriteRecord[] {
  return bodies.map(({ id, type, allow, deny }) => ({
    id,
    type: type ?? 0,
    allow: BigInt(allow ?? 0),
    deny: BigInt(deny ?? 0),
  }));
}

/**
 * Overwrites name roles of this server or existing users, and touch only bits that the bot has itself (50013);
 * MANAGE_ROLES in an overwrite is for administrators.
 */
export function checkOverwrites(world: World, guild: GuildRecord, overwrites: OverwriteRecord[], own: bigint): void {
  const flaws = overwrites.flatMap(({ id, type }, index): Flaw[] => {
    const known = type === 0 ? guild.roles.has(id) : world.users.has(id);
    if (known) return [];
    const message = type === 0 ? "Role does not exist in this server." : "User does not exist.";
    return [{ path: ["permission_overwrites", index, "id"], code: "OVERWRITE_TARGET_UNKNOWN", message }];
  });
  if (flaws.length > 0) throw invalidForm(flaws);
  const admin = (own & PermissionFlagsBits.Administrator) !== 0n;
  const settable = admin ? own : own & ~PermissionFlagsBits.ManageRoles;
  if (overwrites.some((one) => ((one.allow | one.deny) & ~settable) !== 0n)) throw apiError("missingPermissions");
}
