// Which commands a person is offered where: by scope, contexts and default_member_permissions.

import { InteractionContextType, PermissionFlagsBits } from "discord-api-types/v10";
import { channelPermissions, guildPermissions, may } from "../world/permissions.ts";
import type { ChannelRecord, CommandRecord } from "../world/state.ts";
import { sharesGuildWithBot } from "../world/users.ts";
import type { World } from "../world/world.ts";

/** In Discord's order: by type, then by name. A server's own command and a global one of the same name are both shown. */
export function offeredCommands(world: World, userId: string, channel: ChannelRecord): CommandRecord[] {
  const offered = channel.guildId === null ? inDm(world, userId) : inGuild(world, userId, channel);
  return offered.sort((a, b) => a.type - b.type || (a.name < b.name ? -1 : 1));
}

function inDm(world: World, userId: string): CommandRecord[] {
  if (!sharesGuildWithBot(world, userId)) return [];
  return [...world.commands.values()].filter(
    (command) => command.guild_id === undefined && allowsContext(command, InteractionContextType.BotDM),
  );
}

function inGuild(world: World, userId: string, channel: ChannelRecord): CommandRecord[] {
  const guild = world.guilds.get(channel.guildId ?? "");
  if (!guild?.members.has(world.application.id)) return [];
  if (!may(channelPermissions(world, channel, userId), PermissionFlagsBits.UseApplicationCommands)) return [];
  const permissions = guildPermissions(guild, userId);
  const usable = (command: CommandRecord) => {
    if (command.nsfw && !channel.nsfw) return false;
    const needed = command.default_member_permissions;
    if (needed === null || needed === undefined) return true;
    // "0" leaves administrators, who have every permission.
    return may(permissions, needed === "0" ? PermissionFlagsBits.Administrator : BigInt(needed));
  };
  const here = (command: CommandRecord) =>
    command.guild_id === undefined
      ? allowsContext(command, InteractionContextType.Guild)
      : command.guild_id === guild.id;
  return [...world.commands.values()].filter((command) => here(command) && usable(command));
}

/** Without `contexts` a command is everywhere, unless the older `dm_permission` keeps it out of DMs. */
function allowsContext(command: CommandRecord, context: InteractionContextType): boolean {
  if (command.contexts) return command.contexts.includes(context);
  return context === InteractionContextType.Guild || command.dm_permission !== false;
}
