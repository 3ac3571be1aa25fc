// Which gateway dispatches concern modmail, and what they become. Pure: knows no list of channels, decides on shape only.

import {
  type GatewayChannelDeleteDispatchData,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
  MessageType,
} from "discord-api-types/v10";
import type { RelayEvent } from "../protocol/events.ts";
import { threadIdInTopic } from "../protocol/thread-topic.ts";

export interface SelectedEvent {
  /** The same for every copy of the same event; becomes `webhook-id`. */
  id: string;
  /** Events of one channel are delivered in order. */
  channelId: string;
  /** True for a server's channel: the event may leave the relay only if that channel belongs to a thread. */
  needsThreadChannel: boolean;
  event: RelayEvent;
}

/** Null for everything that is none of modmail's business whatever the channel is. */
export function selectEvent(dispatch: GatewayDispatchPayload): SelectedEvent | null {
  switch (dispatch.t) {
    case GatewayDispatchEvents.MessageCreate:
      return selectMessage(dispatch.d);
    case GatewayDispatchEvents.ChannelDelete:
      return selectChannelDelete(dispatch.d);
    default:
      return null;
  }
}

/** Everything a person can write has one of these types: stickers, polls, voice messages and forwards are "default". */
const WRITTEN_BY_PEOPLE: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

function selectMessage(message: GatewayMessageCreateDispatchData): SelectedEvent | null {
  const { author } = message;
  if (!WRITTEN_BY_PEOPLE.has(message.type)) return null;
  if (author.bot === true || author.system === true || message.webhook_id) return null;
  return {
    id: `message-create:${message.id}`,
    channelId: message.channel_id,
    // Some Discord-compatible servers say `guild_id: null` in a DM where Discord leaves it out.
    needsThreadChannel: Boolean(message.guild_id),
    event: { type: "MESSAGE_CREATE", data: message },
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

export interface ThreadChannelNews {
  /** Channels whose topic says that a thread lives there. */
  seen: string[];
  deleted: string | null;
}

/** What a dispatch tells about thread channels; null when nothing. */
export function threadChannelNews(dispatch: GatewayDispatchPayload): ThreadChannelNews | null {
  switch (dispatch.t) {
    case GatewayDispatchEvents.ChannelCreate:
      return isThreadChannel(dispatch.d) ? { seen: [dispatch.d.id], deleted: null } : null;
    case GatewayDispatchEvents.GuildCreate: {
      const seen = (dispatch.d.channels ?? []).filter(isThreadChannel).map((channel) => channel.id);
      return seen.length > 0 ? { seen, deleted: null } : null;
    }
    case GatewayDispatchEvents.ChannelDelete:
      return { seen: [], deleted: dispatch.d.id };
    default:
      return null;
  }
}

function isThreadChannel(channel: object): boolean {
  return "topic" in channel && typeof channel.topic === "string" && threadIdInTopic(channel.topic) !== null;
}
