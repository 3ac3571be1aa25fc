// What a person may see and do, as their client would know it; refusals are Discord's sentences.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { CATEGORY, openDm } from "../world/channels.ts";
import { channelPermissions, may } from "../world/permissions.ts";
import { channelsOf } from "../world/render-guild.ts";
import type { ChannelRecord, GuildRecord, MessageRecord } from "../world/state.ts";
import { sharesGuildWithBot } from "../world/users.ts";
import type { World } from "../world/world.ts";

const UNDELIVERABLE =
  "Your message could not be delivered. This is usually because you don't share a server with the recipient " +
  "or the recipient is only accepting direct messages from friends.";

/** The channel if this user may look into it; "dm" is the one with the bot. */
export function visibleChannel(world: World, userId: string, to: string): ChannelRecord {
  const channel = to === "dm" ? openDm(world, userId) : world.channels.get(to);
  if (!channel) throw new Error(`There is no channel ${to}.`);
  if (!sees(world, userId, channel)) {
    throw new Error(`You do not have permission to view this channel (${channel.name ?? channel.id}).`);
  }
  return channel;
}

export function sees(world: World, userId: string, channel: ChannelRecord): boolean {
  return may(channelPermissions(world, channel, userId), PermissionFlagsBits.ViewChannel);
}

export function demand(world: World, userId: string, channel: ChannelRecord, needed: bigint, todo: string): void {
  if (!may(channelPermissions(world, channel, userId), needed)) {
    throw new Error(`You do not have permission to ${todo} in this channel (${channel.name ?? channel.id}).`);
  }
}

/** Throws when this DM can't be written to any more: no server is shared with the bot. */
function demandSharedServer(world: World, channel: ChannelRecord): void {
  if (channel.recipientId !== null && !sharesGuildWithBot(world, channel.recipientId)) throw new Error(UNDELIVERABLE);
}

/** What writing anything takes: a place for it, somebody who gets it, and the right. */
export function demandWriting(world: World, userId: string, channel: ChannelRecord): void {
  if (channel.type === CATEGORY) throw new Error("Nobody can write into a category.");
  demandSharedServer(world, channel);
  demand(world, userId, channel, PermissionFlagsBits.SendMessages, "send messages");
}

/** A message that this user sees: there, in a channel they may read, and not someone else's ephemeral one. */
export function visibleMessage(world: World, userId: string, channel: ChannelRecord, messageId: string): MessageRecord {
  const record = channel.messages.get(messageId);
  if (!record || (record.ephemeralFor !== null && record.ephemeralFor !== userId)) {
    throw new Error(`There is no message ${messageId} here.`);
  }
  // What only they see stays on their screen, whatever the history permission says.
  if (record.ephemeralFor === null) {
    demand(world, userId, channel, PermissionFlagsBits.ReadMessageHistory, "read message history");
  }
  return record;
}

/** The channels this user sees, as a client lists them: loose ones first, then each category with what is in it. */
export function channelList(world: World, guild: GuildRecord, userId: string): ChannelRecord[] {
  const all = channelsOf(world, guild);
  const visible = all.filter((channel) => channel.type !== CATEGORY && sees(world, userId, channel));
  const under = (parentId: string | null) => visible.filter((channel) => channel.parentId === parentId);
  const categories = all
    .filter((channel) => channel.type === CATEGORY)
    .filter((category) => under(category.id).length > 0 || sees(world, userId, category));
  return [...under(null), ...categories.flatMap((category) => [category, ...under(category.id)])];
}
