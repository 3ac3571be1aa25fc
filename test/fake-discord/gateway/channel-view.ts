// How the gateway shows guild channels that the bot may not view: they exist, but nothing of them can be read.
// (Discord's rule since 2026-11-16; REST leaves such channels out altogether.)

import { type APIChannel, ChannelFlags, ChannelType, PermissionFlagsBits } from "discord-api-types/v10";
import { channelPermissions, may } from "../world/permissions.ts";
import { renderChannel } from "../world/render-guild.ts";
import type { ChannelRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";

export const HIDDEN_NAME = "___hidden___";

/** Whether the bot may view the channel; a category counts as viewable when one of its channels is. */
export function botViews(world: World, channel: ChannelRecord): boolean {
  const botId = world.application.id;
  if (may(channelPermissions(world, channel, botId), PermissionFlagsBits.ViewChannel)) return true;
  if (channel.type !== ChannelType.GuildCategory) return false;
  return [...world.channels.values()].some(
    (child) =>
      child.parentId === channel.id && may(channelPermissions(world, child, botId), PermissionFlagsBits.ViewChannel),
  );
}

/** The channel as the bot's sessions get it. */
export function channelForBot(world: World, channel: ChannelRecord): APIChannel {
  const full = renderChannel(world, channel);
  return botViews(world, channel) ? full : obfuscated(full);
}

/** Keeps id, type, position and parent; the one overwrite says that @everyone may not look. */
export function obfuscated(channel: APIChannel): APIChannel {
  const { id, type, guild_id, position, parent_id } = channel as APIChannel & {
    guild_id?: string;
    position?: number;
    parent_id?: string | null;
  };
  const deny = PermissionFlagsBits.ViewChannel.toString();
  return {
    id,
    type,
    guild_id,
    position,
    parent_id: parent_id ?? null,
    name: HIDDEN_NAME,
    flags: ChannelFlags.ChannelObfuscated,
    permission_overwrites: [{ id: guild_id ?? "", type: 0, allow: "0", deny }],
  } as APIChannel;
}
