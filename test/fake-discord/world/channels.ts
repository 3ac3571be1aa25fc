// Channels and DMs: made, changed, deleted. Limits and permissions are checked by whoever asks.

import type { GatewayChannelCreateDispatchData } from "discord-api-types/v10";
import { dispatchGuild } from "./dispatch.ts";
import { dropFile } from "./files.ts";
import { channelsOf, renderChannel } from "./render-guild.ts";
import type { ChannelRecord, GuildRecord, OverwriteRecord } from "./state.ts";
import type { World } from "./world.ts";

const TEXT = 0;
export const DM = 1;
export const CATEGORY = 4;
const ANNOUNCEMENT = 5;

export interface NewChannel {
  name: string;
  type?: number | undefined;
  topic?: string | null | undefined;
  parentId?: string | null | undefined;
  position?: number | undefined;
  nsfw?: boolean | undefined;
  rateLimitPerUser?: number | undefined;
  /** Absent: the category's, as Discord keeps a new channel in sync with it. */
  overwrites?: OverwriteRecord[] | undefined;
}

export function createChannel(world: World, guild: GuildRecord, fresh: NewChannel): ChannelRecord {
  const type = fresh.type ?? TEXT;
  const parent = fresh.parentId ? world.channels.get(fresh.parentId) : undefined;
  const siblings = channelsOf(world, guild).filter((one) => (one.type === CATEGORY) === (type === CATEGORY));
  const channel: ChannelRecord = {
    id: world.ids.next(),
    type,
    guildId: guild.id,
    name: normalizeName(fresh.name, type),
    topic: fresh.topic || null,
    parentId: parent?.id ?? null,
    position: fresh.position ?? Math.max(-1, ...siblings.map((one) => one.position)) + 1,
    nsfw: fresh.nsfw ?? false,
    rateLimitPerUser: fresh.rateLimitPerUser ?? 0,
    overwrites: structuredClone(fresh.overwrites ?? parent?.overwrites ?? []),
    recipientId: null,
    lastMessageId: null,
    messages: new Map(),
    typing: new Map(),
  };
  world.channels.set(channel.id, channel);
  guild.channels.add(channel.id);
  dispatchGuild(world, "CHANNEL_CREATE", channelData(world, channel), guild.id, channel.id);
  tellChange(world, channel);
  return channel;
}

export type ChannelEdit = Partial<
  Pick<ChannelRecord, "name" | "topic" | "parentId" | "position" | "nsfw" | "rateLimitPerUser" | "overwrites" | "type">
>;

export function editChannel(world: World, channel: ChannelRecord, edit: ChannelEdit): void {
  Object.assign(channel, edit);
  if (edit.name) channel.name = normalizeName(edit.name, channel.type);
  if (edit.topic === "") channel.topic = null;
  if (channel.guildId !== null) {
    dispatchGuild(world, "CHANNEL_UPDATE", channelData(world, channel), channel.guildId, channel.id);
  }
  tellChange(world, channel);
}

/** Deletes a server's channel with its messages and their files; a category's children stay, without a parent. */
export function deleteChannel(world: World, channel: ChannelRecord): void {
  if (channel.guildId === null) throw new Error("A DM channel can't be deleted, only closed.");
  const guild = world.guilds.get(channel.guildId);
  world.channels.delete(channel.id);
  guild?.channels.delete(channel.id);
  for (const { message } of channel.messages.values()) {
    world.deletedMessages.add(message.id);
    for (const attachment of message.attachments) dropFile(world, attachment.id);
  }
  dispatchGuild(world, "CHANNEL_DELETE", channelData(world, channel), channel.guildId, channel.id);
  tellChange(world, channel);
  for (const child of guild ? channelsOf(world, guild) : []) {
    if (child.parentId === channel.id) editChannel(world, child, { parentId: null });
  }
}

/** The DM between the bot and this user; made when there is none. Discord sends no CHANNEL_CREATE for it. */
export function openDm(world: World, userId: string): ChannelRecord {
  const existing = world.channels.get(world.dms.get(userId) ?? "");
  if (existing) return existing;
  const channel: ChannelRecord = {
    id: world.ids.next(),
    type: DM,
    guildId: null,
    name: null,
    topic: null,
    parentId: null,
    position: 0,
    nsfw: false,
    rateLimitPerUser: 0,
    overwrites: [],
    recipientId: userId,
    lastMessageId: null,
    messages: new Map(),
    typing: new Map(),
  };
  world.channels.set(channel.id, channel);
  world.dms.set(userId, channel.id);
  tellChange(world, channel);
  return channel;
}

/** Text channels become lower case with single dashes and lose punctuation; categories and voice channels keep theirs. */
export function normalizeName(name: string, type: number): string {
  if (type !== TEXT && type !== ANNOUNCEMENT && type !== 15) return name.trim();
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "-")
    .replaceAll(/[!"#$%&'()*+,./:;<=>?@[\\\]^`{|}~]/g, "")
    .replaceAll(/-{2,}/g, "-")
    .replaceAll(/^-+(?=.)|(?<=[^-])-+$/g, "");
}

function channelData(world: World, channel: ChannelRecord): GatewayChannelCreateDispatchData {
  return renderChannel(world, channel) as unknown as GatewayChannelCreateDispatchData;
}

function tellChange(world: World, channel: ChannelRecord): void {
  world.emitChange({ kind: "channel", guildId: channel.guildId, channelId: channel.id });
}
