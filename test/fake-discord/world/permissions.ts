// What a member may do in a server or a channel, by Discord's algorithm. Pure over the world's records.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { ChannelRecord, GuildRecord, OverwriteRecord } from "./state.ts";
import type { World } from "./world.ts";

export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** Bits that mean nothing to someone who can't send messages. */
const NEEDS_SENDING =
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.SendTTSMessages |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks;

/** What the bot may do in a DM with a person. */
const DM_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.SendVoiceMessages |
  PermissionFlagsBits.SendPolls |
  PermissionFlagsBits.PinMessages;

/** Permissions in the server as a whole, or in `channel`; 0n for someone who isn't a member. */
export function guildPermissions(guild: GuildRecord, userId: string, channel?: ChannelRecord): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return ALL_PERMISSIONS;

  let base = BigInt(guild.roles.get(guild.id)?.permissions ?? "0");
  for (const id of member.roles) base |= BigInt(guild.roles.get(id)?.permissions ?? "0");
  if (base & PermissionFlagsBits.Administrator) return ALL_PERMISSIONS;
  if (!channel) return base;

  const permissions = withOverwrites(base, channel.overwrites, guild.id, userId, member.roles);
  if (!(permissions & PermissionFlagsBits.ViewChannel)) return 0n;
  return permissions & PermissionFlagsBits.SendMessages ? permissions : permissions & ~NEEDS_SENDING;
}

function withOverwrites(
  base: bigint,
  overwrites: OverwriteRecord[],
  everyoneId: string,
  userId: string,
  roles: string[],
): bigint {
  const apply = (permissions: bigint, deny: bigint, allow: bigint) => (permissions & ~deny) | allow;
  const everyone = overwrites.find((one) => one.type === 0 && one.id === everyoneId);
  const ofRoles = overwrites.filter((one) => one.type === 0 && roles.includes(one.id));
  const own = overwrites.find((one) => one.type === 1 && one.id === userId);

  let permissions = apply(base, everyone?.deny ?? 0n, everyone?.allow ?? 0n);
  const deny = ofRoles.reduce((bits, one) => bits | one.deny, 0n);
  const allow = ofRoles.reduce((bits, one) => bits | one.allow, 0n);
  permissions = apply(permissions, deny, allow);
  return apply(permissions, own?.deny ?? 0n, own?.allow ?? 0n);
}

/** What `userId` may do in this channel, a DM included (where only the two in it may anything). */
export function channelPermissions(world: World, channel: ChannelRecord, userId: string): bigint {
  if (channel.guildId === null) {
    return userId === channel.recipientId || userId === world.application.id ? DM_PERMISSIONS : 0n;
  }
  const guild = world.guilds.get(channel.guildId);
  return guild ? guildPermissions(guild, userId, channel) : 0n;
}

export function may(permissions: bigint, needed: bigint): boolean {
  return (permissions & needed) === needed;
}
