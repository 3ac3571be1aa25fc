// Decides whether an event concerns the bot, and puts it on the bus. Every change in the world goes through here.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { DispatchData, DispatchName } from "./events.ts";
import { channelPermissions, may } from "./permissions.ts";
import type { ChannelRecord } from "./state.ts";
import type { World } from "./world.ts";

/** Events of a server: the bot hears them when it's a member, hidden channels included, as Discord does. */
export function dispatchGuild<Name extends DispatchName>(
  world: World,
  t: Name,
  d: DispatchData[Name],
  guildId: string,
  channelId: string | null = null,
): void {
  if (!world.guilds.get(guildId)?.members.has(world.application.id)) return;
  emit(world, t, d, guildId, channelId);
}

/** Events of messages in a channel: the bot hears them when it may view the channel, or is part of the DM. */
export function dispatchChannel<Name extends DispatchName>(
  world: World,
  t: Name,
  d: DispatchData[Name],
  channel: ChannelRecord,
): void {
  const permissions = channelPermissions(world, channel, world.application.id);
  if (!may(permissions, PermissionFlagsBits.ViewChannel)) return;
  emit(world, t, d, channel.guildId, channel.id);
}

function emit<Name extends DispatchName>(
  world: World,
  t: Name,
  d: DispatchData[Name],
  guildId: string | null,
  channelId: string | null,
): void {
  // The union of events can't be built from a generic name without a cast; name and data are tied by the signature.
  world.emitDispatch({ t, d, guildId, channelId } as unknown as Parameters<World["emitDispatch"]>[0]);
}
