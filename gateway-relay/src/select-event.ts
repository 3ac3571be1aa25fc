// Which gateway dispatches concern modmail, and what they become. Pure: knows no list of channels, decides on shape only.

import {
  type APIMessage,
  type GatewayChannelDeleteDispatchData,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
  MessageType,
} from "discord-api-types/v10";
import type { RelayEvent } from "../protocol/events.ts";
import { threadInTopic } from "../protocol/thread-topic.ts";
import { type ReactionDispatch, selectReaction } from "./select-reaction.ts";

export interface SelectedEvent {
  /** The same for every copy of the same event; becomes `webhook-id`. */
  id: string;
  /** Events of one channel are delivered in order. */
  channelId: string;
  /** True for a server's channel: the event may leave the relay only if that channel belongs to a thread. */
  needsThreadChannel: boolean;
  event: RelayEvent;
}

/**
 * Null for everything that is none of modmail's business whatever the channel is. `botUserId`: of whose reactions nobody
 * needs to be told.
 */
export function selectEvent(dispatch: GatewayDispatchPayload, botUserId: string | null): SelectedEvent | null {
  switch (dispatch.t) {
    case GatewayDispatchEvents.MessageCreate:
      return selectMessage(dispatch.d);
    case GatewayDispatchEvents.MessageUpdate:
      return selectEdit(dispatch.d);
    case GatewayDispatchEvents.MessageDelete:
      return selectDeletion(dispatch.d);
    case GatewayDispatchEvents.MessageReactionAdd:
    case GatewayDispatchEvents.MessageReactionRemove:
    case GatewayDispatchEvents.MessageReactionRemoveEmoji:
    case GatewayDispatchEvents.MessageReactionRemoveAll:
      return selectReaction(dispatch as ReactionDispatch, botUserId);
    case GatewayDispatchEvents.ChannelDelete:
      return selectChannelDelete(dispatch.d);
    default:
      return null;
  }
}

/** Everything a person can write has one of these types: stickers, polls, voice messages and forwards are "default". */
const WRITTEN_BY_PEOPLE: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

function isByPerson({ author, type, webhook_id }: APIMessage): boolean {
  return WRITTEN_BY_PEOPLE.has(type) && author.bot !== true && author.system !== true && !webhook_id;
}

function selectMessage(message: GatewayMessageCreateDispatchData): SelectedEvent | null {
  if (!isByPerson(message)) return null;
  return {
    id: `message-create:${message.id}`,
    channelId: message.channel_id,
    // Some Discord-compatible servers say `guild_id: null` in a DM where Discord leaves it out.
    needsThreadChannel: Boolean(message.guild_id),
    event: { type: "MESSAGE_CREATE", data: message },
  };
}

/** Discord also says "updated" when a link got its preview, or a message was pinned: then nothing was edited. */
function selectEdit(message: GatewayMessageUpdateDispatchData): SelectedEvent | null {
  if (!message.edited_timestamp || !isByPerson(message)) return null;
  return {
    id: `message-update:${message.id}:${Date.parse(message.edited_timestamp)}`,
    channelId: message.channel_id,
    needsThreadChannel: Boolean(message.guild_id),
    event: { type: "MESSAGE_UPDATE", data: message },
  };
}

/** Who wrote it isn't said: the bot's own are among them. */
function selectDeletion({ id, channel_id, guild_id }: GatewayMessageDeleteDispatchData): SelectedEvent {
  return {
    id: `message-delete:${id}`,
    channelId: channel_id,
    needsThreadChannel: Boolean(guild_id),
    event: { type: "MESSAGE_DELETE", data: { id, channel_id, ...(guild_id ? { guild_id } : {}) } },
  };
}

function selectChannelDelete(channel: GatewayChannelDeleteDispatchData): SelectedEvent | null {
  if (!("guild_id" in channel) || !channel.guild_id) return null;
  return {
    id: `channel-delete:${channel.id}`,
    channelId: channel.id,
    needsThreadChannel: true,
    event: { type: "CHANNEL_DELETE", data: { id: channel.id, guild_id: channel.guild_id } },
  };
}

interface ThreadChannel {
  channelId: string;
  /** Whose thread it is. */
  userId: string;
}

export interface ThreadChannelNews {
  /** Channels whose topic says that a thread lives there. */
  seen: ThreadChannel[];
  /** Their server, when this is its whole list and not news of a channel that was just made. */
  listedBy: string | null;
  deleted: string | null;
}

/** What a dispatch tells about thread channels; null when nothing. */
export function threadChannelNews(dispatch: GatewayDispatchPayload): ThreadChannelNews | null {
  switch (dispatch.t) {
    case GatewayDispatchEvents.ChannelCreate: {
      const seen = threadChannel(dispatch.d);
      return seen.length > 0 ? { seen, listedBy: null, deleted: null } : null;
    }
    case GatewayDispatchEvents.GuildCreate: {
      const seen = (dispatch.d.channels ?? []).flatMap(threadChannel);
      return seen.length > 0 ? { seen, listedBy: dispatch.d.id, deleted: null } : null;
    }
    case GatewayDispatchEvents.ChannelDelete:
      return { seen: [], listedBy: null, deleted: dispatch.d.id };
    default:
      return null;
  }
}

function threadChannel(channel: { id: string }): ThreadChannel[] {
  const topic = "topic" in channel && typeof channel.topic === "string" ? channel.topic : null;
  const thread = threadInTopic(topic);
  return thread === null ? [] : [{ channelId: channel.id, userId: thread.userId }];
}
