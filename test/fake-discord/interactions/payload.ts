// What Discord sends around an interaction's `data`: who, where, and what they and the application may do there.

import { randomBytes } from "node:crypto";
import { InteractionContextType, type InteractionType, PermissionFlagsBits } from "discord-api-types/v10";
import { channelPermissions } from "../world/permissions.ts";
import { renderChannel, renderMember, userOf } from "../world/render-guild.ts";
import { renderMessage } from "../world/render-message.ts";
import type { ChannelRecord, MessageRecord } from "../world/state.ts";
import { uploadLimit } from "../world/upload-limit.ts";
import type { World } from "../world/world.ts";

const LOCALE = "en-US";

/** What an application may in its DM with a person, whatever its servers allow. */
const DM_APP_PERMISSIONS =
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis;

export interface Occasion {
  type: InteractionType;
  userId: string;
  channel: ChannelRecord;
  data: unknown;
  /** The message that a component stands in, or from which a modal was opened. */
  message?: MessageRecord | undefined;
  /** For a modal: the metadata of the interaction that opened it. */
  openedBy?: Record<string, unknown> | undefined;
}

export type InteractionPayload = Record<string, unknown> & { id: string; token: string; type: number };

export function buildPayload(world: World, { type, userId, channel, data, message }: Occasion): InteractionPayload {
  const id = world.ids.next();
  const base = {
    id,
    application_id: world.application.id,
    type,
    data,
    token: Buffer.from(`interaction:${id}:${randomBytes(72).toString("base64url")}`).toString("base64url"),
    version: 1,
    channel: partialChannel(world, channel, userId),
    channel_id: channel.id,
    locale: LOCALE,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: uploadLimit(world, channel, userId),
    ...(message ? { message: renderMessage(world, message, world.application.id) } : {}),
  };
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) {
    return {
      ...base,
      user: userOf(world, userId),
      context: InteractionContextType.BotDM,
      authorizing_integration_owners: { "0": "0" },
      app_permissions: DM_APP_PERMISSIONS.toString(),
    };
  }
  return {
    ...base,
    guild_id: guild.id,
    guild: { id: guild.id, locale: LOCALE, features: [] },
    guild_locale: LOCALE,
    member: { ...renderMember(world, member), permissions: channelPermissions(world, channel, userId).toString() },
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { "0": guild.id },
    app_permissions: channelPermissions(world, channel, world.application.id).toString(),
  };
}

/** A channel as interactions carry it: without overwrites, with what this user may do in it. */
export function partialChannel(world: World, channel: ChannelRecord, userId: string): Record<string, unknown> {
  const { permission_overwrites: _, ...rest } = renderChannel(world, channel) as unknown as Record<string, unknown>;
  if (channel.guildId === null) return rest;
  return { ...rest, permissions: channelPermissions(world, channel, userId).toString() };
}
