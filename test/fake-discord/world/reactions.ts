// Reactions, pins, typing: what happens to a message or a channel without changing its text.

import type { GatewayMessageReactionAddDispatchData } from "discord-api-types/v10";
import { dispatchChannel } from "./dispatch.ts";
import { createMessage, tellUpdate } from "./messages.ts";
import { isoTime, renderMember } from "./render-guild.ts";
import { emojiOf } from "./render-message.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

/** Does nothing when the user has reacted with this emoji before. */
export function addReaction(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  userId: string,
  key: string,
): void {
  const users = record.reactions.get(key) ?? new Set();
  if (users.has(userId)) return;
  record.reactions.set(key, users.add(userId));
  const member = memberOf(world, channel, userId);
  dispatchChannel(
    world,
    "MESSAGE_REACTION_ADD",
    {
      ...reactionData(channel, record, userId, key),
      message_author_id: record.message.author.id,
      ...(member ? { member } : {}),
    } as unknown as GatewayMessageReactionAddDispatchData,
    channel,
  );
  tellChange(world, channel, record);
}

export function removeReaction(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  userId: string,
  key: string,
): void {
  const users = record.reactions.get(key);
  if (!users?.delete(userId)) return;
  if (users.size === 0) record.reactions.delete(key);
  dispatchChannel(world, "MESSAGE_REACTION_REMOVE", reactionData(channel, record, userId, key), channel);
  tellChange(world, channel, record);
}

/** Pins or unpins; a pin also leaves Discord's system message "pinned a message" (type 6) by `userId`. */
export function setPinned(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  userId: string,
  pinned: boolean,
): void {
  if (record.pinned === pinned) return;
  record.pinned = pinned;
  tellUpdate(world, channel, record);
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  const at = pinned ? isoTime(world.now()) : null;
  dispatchChannel(world, "CHANNEL_PINS_UPDATE", { channel_id: channel.id, last_pin_timestamp: at, ...guild }, channel);
  if (pinned) createMessage(world, channel, { authorId: userId, type: 6 });
}

export function startTyping(world: World, channel: ChannelRecord, userId: string): void {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  const member = memberOf(world, channel, userId);
  const data = { channel_id: channel.id, user_id: userId, timestamp: Math.floor(world.now() / 1000), ...guild };
  dispatchChannel(world, "TYPING_START", member ? { ...data, member } : data, channel);
}

function reactionData(channel: ChannelRecord, record: MessageRecord, userId: string, key: string) {
  return {
    user_id: userId,
    channel_id: channel.id,
    message_id: record.message.id,
    emoji: emojiOf(key),
    burst: false,
    type: 0 as const,
    ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
  };
}

function memberOf(world: World, channel: ChannelRecord, userId: string) {
  const member = channel.guildId === null ? undefined : world.guilds.get(channel.guildId)?.members.get(userId);
  return member ? renderMember(world, member) : undefined;
}

function tellChange(world: World, channel: ChannelRecord, record: MessageRecord): void {
  world.emitChange({ kind: "message", channelId: channel.id, messageId: record.message.id });
}
