// Servers, their members and roles. Only what an owner does by hand or what the bot's coming and going brings.

import {
  type APIRole,
  type GatewayGuildDeleteDispatchData,
  type GatewayGuildMemberUpdateDispatchData,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import { createChannel, editChannel } from "./channels.ts";
import { dispatchGuild } from "./dispatch.ts";
import { channelsOf, renderGuild, renderGuildCreate, renderMember, userOf } from "./render-guild.ts";
import type { BoostTier, GuildRecord, MemberRecord } from "./state.ts";
import type { World } from "./world.ts";

/** What a new server gives to @everyone, except the right to ping everybody, which careful owners take away first. */
const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.CreateInstantInvite |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.UseExternalStickers |
  PermissionFlagsBits.SendVoiceMessages |
  PermissionFlagsBits.SendPolls |
  PermissionFlagsBits.ChangeNickname |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads;

export function createGuild(world: World, fresh: { name: string; ownerId: string }): GuildRecord {
  const id = world.ids.next();
  const guild: GuildRecord = {
    id,
    name: fresh.name,
    ownerId: fresh.ownerId,
    boostTier: 0,
    roles: new Map(),
    members: new Map(),
    channels: new Set(),
    emojis: new Map(),
    stickers: new Map(),
  };
  guild.roles.set(id, roleOf(id, { name: "@everyone", permissions: EVERYONE_PERMISSIONS, position: 0 }));
  world.guilds.set(id, guild);
  addMember(world, guild, fresh.ownerId);
  createChannel(world, guild, { name: "general" });
  return guild;
}

/** Boosts come and go: GUILD_UPDATE. */
export function setBoostTier(world: World, guild: GuildRecord, tier: BoostTier): void {
  guild.boostTier = tier;
  dispatchGuild(world, "GUILD_UPDATE", renderGuild(guild), guild.id);
  tellChange(world, guild);
}

export function addMember(
  world: World,
  guild: GuildRecord,
  userId: string,
  member: { roles?: string[] | undefined; nick?: string | undefined; joinedAt?: number | undefined } = {},
): MemberRecord {
  const record: MemberRecord = {
    userId,
    nick: member.nick ?? null,
    roles: [...(member.roles ?? [])],
    joinedAt: member.joinedAt ?? world.now(),
  };
  guild.members.set(userId, record);
  dispatchGuild(world, "GUILD_MEMBER_ADD", { ...renderMember(world, record), guild_id: guild.id }, guild.id);
  tellChange(world, guild);
  return record;
}

export function removeMember(world: World, guild: GuildRecord, userId: string): void {
  const user = userOf(world, userId);
  if (!guild.members.delete(userId)) return;
  dispatchGuild(world, "GUILD_MEMBER_REMOVE", { guild_id: guild.id, user }, guild.id);
  tellChange(world, guild);
}

export function editMember(
  world: World,
  guild: GuildRecord,
  userId: string,
  edit: { roles?: string[]; nick?: string | null },
): void {
  const member = guild.members.get(userId);
  if (!member) throw new Error(`${userId} isn't a member of ${guild.name}.`);
  if (edit.roles) member.roles = [...edit.roles];
  if (edit.nick !== undefined) member.nick = edit.nick;
  const data = { ...renderMember(world, member), guild_id: guild.id } as GatewayGuildMemberUpdateDispatchData;
  dispatchGuild(world, "GUILD_MEMBER_UPDATE", data, guild.id);
  tellChange(world, guild);
}

interface NewRole {
  name: string;
  permissions?: bigint | undefined;
  /** Default: above every role there is. */
  position?: number | undefined;
  mentionable?: boolean | undefined;
  /** Set for the role that comes with the bot. */
  botId?: string | undefined;
}

export function createRole(world: World, guild: GuildRecord, fresh: NewRole): APIRole {
  const highest = Math.max(0, ...[...guild.roles.values()].map((role) => role.position));
  const role = roleOf(world.ids.next(), { ...fresh, position: fresh.position ?? highest + 1 });
  guild.roles.set(role.id, role);
  dispatchGuild(world, "GUILD_ROLE_CREATE", { guild_id: guild.id, role: structuredClone(role) }, guild.id);
  tellChange(world, guild);
  return role;
}

export function editRole(
  world: World,
  guild: GuildRecord,
  roleId: string,
  edit: { name?: string; permissions?: bigint; mentionable?: boolean },
): void {
  const role = guild.roles.get(roleId);
  if (!role) throw new Error(`${guild.name} has no role ${roleId}.`);
  if (edit.name !== undefined) role.name = edit.name;
  if (edit.permissions !== undefined) role.permissions = edit.permissions.toString();
  if (edit.mentionable !== undefined) role.mentionable = edit.mentionable;
  dispatchGuild(world, "GUILD_ROLE_UPDATE", { guild_id: guild.id, role: structuredClone(role) }, guild.id);
  tellChange(world, guild);
}

/** Takes the role from everybody who has it and out of every channel's overwrites, then away. */
export function deleteRole(world: World, guild: GuildRecord, roleId: string): void {
  if (!guild.roles.delete(roleId)) return;
  for (const member of guild.members.values()) {
    if (!member.roles.includes(roleId)) continue;
    editMember(world, guild, member.userId, { roles: member.roles.filter((id) => id !== roleId) });
  }
  for (const channel of channelsOf(world, guild)) {
    if (!channel.overwrites.some((one) => one.id === roleId)) continue;
    editChannel(world, channel, { overwrites: channel.overwrites.filter((one) => one.id !== roleId) });
  }
  dispatchGuild(world, "GUILD_ROLE_DELETE", { guild_id: guild.id, role_id: roleId }, guild.id);
  tellChange(world, guild);
}

/** The bot joins with a managed role of its own; the gateway hears GUILD_CREATE. */
export function addBot(world: World, guild: GuildRecord, permissions: bigint): void {
  const { bot } = world.application;
  if (guild.members.has(bot.id)) return;
  const role = createRole(world, guild, { name: bot.username, permissions, botId: bot.id });
  guild.members.set(bot.id, { userId: bot.id, nick: null, roles: [role.id], joinedAt: world.now() });
  dispatchGuild(world, "GUILD_CREATE", renderGuildCreate(world, guild), guild.id);
  tellChange(world, guild);
}

/** The bot is kicked: its role and its guild commands go; the gateway hears GUILD_DELETE. */
export function removeBot(world: World, guild: GuildRecord): void {
  const role = botRole(world, guild);
  if (!guild.members.delete(world.application.id)) return;
  if (role) guild.roles.delete(role.id);
  for (const [id, command] of world.commands) if (command.guild_id === guild.id) world.commands.delete(id);
  // Without `unavailable`: that would mean an outage.
  const gone = { id: guild.id } as GatewayGuildDeleteDispatchData;
  world.emitDispatch({ t: "GUILD_DELETE", d: gone, guildId: guild.id, channelId: null });
  tellChange(world, guild);
}

export function botRole(world: World, guild: GuildRecord): APIRole | undefined {
  return [...guild.roles.values()].find((role) => role.tags?.bot_id === world.application.id);
}

function roleOf(id: string, fresh: NewRole): APIRole {
  return {
    id,
    name: fresh.name,
    description: null,
    permissions: (fresh.permissions ?? 0n).toString(),
    position: fresh.position ?? 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: fresh.botId !== undefined,
    mentionable: fresh.mentionable ?? false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(fresh.botId === undefined ? {} : { tags: { bot_id: fresh.botId } }),
  } as unknown as APIRole;
}

function tellChange(world: World, guild: GuildRecord): void {
  world.emitChange({ kind: "guild", guildId: guild.id });
}
