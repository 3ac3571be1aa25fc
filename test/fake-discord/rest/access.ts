// Finds what a path names, and refuses it as Discord would when the bot may not see or do it.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { DM } from "../world/channels.ts";
import { channelPermissions, guildPermissions, may } from "../world/permissions.ts";
import type { ChannelRecord, GuildRecord, MessageRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { apiError, invalidForm } from "./errors.ts";
import type { RestRequest } from "./route.ts";

type Permission = keyof typeof PermissionFlagsBits;

/** A path parameter that must be a snowflake: otherwise 50035. */
export function idParam(request: RestRequest, name: string): string {
  const value = request.params[name] ?? "";
  if (/^\d{1,20}$/.test(value)) return value;
  const message = `Value "${value}" is not snowflake.`;
  throw invalidForm([{ path: [`${name}_id`], code: "NUMBER_TYPE_COERCE", message }]);
}

/** The channel in the path: 10003 when there is none, 50001 when the bot may not view it. */
export function visibleChannel(request: RestRequest): ChannelRecord {
  const { world } = request;
  const channel = world.channels.get(idParam(request, "channel"));
  if (!channel) throw apiError("unknownChannel");
  if (!may(botPermissions(world, channel), PermissionFlagsBits.ViewChannel)) throw apiError("missingAccess");
  return channel;
}

/** The guild in the path; to the bot, one that it isn't in doesn't exist (10004). */
export function botGuild(request: RestRequest): GuildRecord {
  const guild = request.world.guilds.get(idParam(request, "guild"));
  if (!guild?.members.has(request.world.application.id)) throw apiError("unknownGuild");
  return guild;
}

/** The message in the path: 10008 when it's gone, or ephemeral (those belong to their interaction). */
export function messageIn(request: RestRequest, channel: ChannelRecord): MessageRecord {
  const record = channel.messages.get(idParam(request, "message"));
  if (!record || record.ephemeralFor !== null) throw apiError("unknownMessage");
  return record;
}

export function botPermissions(world: World, channel: ChannelRecord): bigint {
  return channelPermissions(world, channel, world.application.id);
}

/** 50013 unless the bot has all of these in the channel. */
export function needIn(world: World, channel: ChannelRecord, ...permissions: Permission[]): void {
  const has = botPermissions(world, channel);
  for (const name of permissions) if (!may(has, PermissionFlagsBits[name])) throw apiError("missingPermissions");
}

export function needInGuild(world: World, guild: GuildRecord, ...permissions: Permission[]): void {
  const has = guildPermissions(guild, world.application.id);
  for (const name of permissions) if (!may(has, PermissionFlagsBits[name])) throw apiError("missingPermissions");
}

/** Text, voice and announcement channels and DMs hold messages; categories don't (50008). */
export function needText(channel: ChannelRecord): void {
  if (![0, 1, 2, 5].includes(channel.type)) throw apiError("notText");
}

export function isDm(channel: ChannelRecord): boolean {
  return channel.type === DM;
}

/** An integer query parameter within limits, or the default: otherwise 50035. */
export function intQuery(request: RestRequest, name: string, low: number, high: number, absent: number): number {
  const value = request.query.get(name);
  if (value === null) return absent;
  const number = Number(value);
  const flaw = (code: string, message: string) => invalidForm([{ path: [name], code, message }]);
  if (!/^-?\d+$/.test(value)) throw flaw("NUMBER_TYPE_COERCE", `Value "${value}" is not int.`);
  if (number < low) throw flaw("NUMBER_TYPE_MIN", `int value should be greater than or equal to ${low}.`);
  if (number > high) throw flaw("NUMBER_TYPE_MAX", `int value should be less than or equal to ${high}.`);
  return number;
}
