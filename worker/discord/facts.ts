// Discord's servers, roles and channels as facts for the domain. Pure.

import type { APIGuild, APIGuildChannel, APIRole, GuildChannelType } from "discord-api-types/v10";
import { OverwriteType } from "discord-api-types/v10";
import type { ChannelFacts, GuildFacts, Overwrite, RoleFacts } from "../domain/permissions.ts";

export const guildFacts = (guild: APIGuild): GuildFacts => ({
  id: guild.id,
  name: guild.name,
  ownerId: guild.owner_id,
  roles: guild.roles.map(roleFacts),
});

const roleFacts = (role: APIRole): RoleFacts => ({
  id: role.id,
  name: role.name,
  permissions: BigInt(role.permissions),
  mentionable: role.mentionable,
});

export const channelFacts = (channel: APIGuildChannel<GuildChannelType>): ChannelFacts => ({
  id: channel.id,
  name: channel.name ?? "",
  type: channel.type,
  parentId: "parent_id" in channel ? (channel.parent_id ?? null) : null,
  overwrites: ("permission_overwrites" in channel ? (channel.permission_overwrites ?? []) : []).map((overwrite) => ({
    id: overwrite.id,
    type: overwrite.type === OverwriteType.Role ? "role" : "member",
    allow: BigInt(overwrite.allow),
    deny: BigInt(overwrite.deny),
  })),
});

/** Back to what Discord takes. */
export const toOverwrites = (overwrites: readonly Overwrite[]) =>
  overwrites.map(({ id, type, allow, deny }) => ({
    id,
    type: type === "role" ? OverwriteType.Role : OverwriteType.Member,
    allow: String(allow),
    deny: String(deny),
  }));
