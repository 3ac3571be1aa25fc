// Reactions and pins: what happens to a message without changing its text.

import type { GatewayMessageReactionAddDispatchData } from "discord-api-types/v10";
import { dispatchChannel } from "./dispatch.ts";
import { emojiOf } from "./emojis.ts";
import { createMessage } from "./messages.ts";
import { isoTime, memberIn } from "./render-guild.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import { tellUpdated } from "./tell-message.ts";
import type { World } from "./world.ts";

const PINNED = 6;

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
  const member = memberIn(world, channel, userId);
  dispatchChannel(
    world,
    "MESSAGE_REACTION_ADD",
    {
      ...reactionData(world, channel, record, userId, key),
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
  dispatchChannel(world, "MESSAGE_REACTION_REMOVE", reactionData(world, channel, record, userId, key), channel);
  tellChange(world, channel, record);
}

/** All reactions of a message, or all with one emoji, whoever made them. */
export function clearReactions(world: World, channel: ChannelRecord, record: MessageRecord, key?: string): void {
  const place = placeOf(channel, record);
  if (key === undefined) {
    record.reactions.clear();
    dispatchChannel(world, "MESSAGE_REACTION_REMOVE_ALL", place, channel);
  } else {
    record.reactions.delete(key);
    dispatchChannel(world, "MESSAGE_REACTION_REMOVE_EMOJI", { ...place, emoji: emojiOf(world, key) }, channel);
  }
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
  tellUpdated(world, channel, record);
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  const at = pinned ? isoTime(world.now()) : null;
  dispatchChannel(world, "CHANNEL_PINS_UPDATE", { channel_id: channel.id, last_pin_timestamp: at, ...guild }, channel);
  if (pinned) createMessage(world, channel, { authorId: userId, type: PINNED, replyTo: record.message.id });
}

function reactionData(world: World, channel: ChannelRecord, record: MessageRecord, userId: string, key: string) {
  return { ...placeOf(channel, record), user_id: userId, emoji: emojiOf(world, key), burst: false, type: 0 as const };
}

function placeOf(channel: ChannelRecord, record: MessageRecord) {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { channel_id: channel.id, message_id: record.message.id, ...guild };
}

function tellChange(world: World, channel: ChannelRecord, record: MessageRecord): void {
  world.emitChange({ kind: "message", channelId: channel.id, messageId: record.message.id });
}
