// How large one file may be: more in boosted servers and for people with Nitro. A whole request of a bot: ../rest/body.ts.

import type { ChannelRecord } from "./state.ts";
import type { World } from "./world.ts";

const MIB = 1024 * 1024;
export const DEFAULT_UPLOAD_LIMIT = 10 * MIB;
const NITRO = 500 * MIB;

/** By boost tier of the server. */
const BY_TIER = [DEFAULT_UPLOAD_LIMIT, DEFAULT_UPLOAD_LIMIT, 50 * MIB, 100 * MIB];

/** Bytes that one file of this user may have here; what interactions carry as `attachment_size_limit`. */
export function uploadLimit(world: World, channel: ChannelRecord, userId: string): number {
  const tier = world.guilds.get(channel.guildId ?? "")?.boostTier ?? 0;
  const own = world.users.get(userId)?.nitro ? NITRO : DEFAULT_UPLOAD_LIMIT;
  return Math.max(own, BY_TIER[tier] ?? DEFAULT_UPLOAD_LIMIT);
}
