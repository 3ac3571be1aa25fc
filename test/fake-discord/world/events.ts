// What the world tells: dispatches for the gateway and changes for whoever watches. Who listens is not its business.

import type {
  GatewayChannelCreateDispatchData,
  GatewayChannelDeleteDispatchData,
  GatewayChannelPinsUpdateDispatchData,
  GatewayChannelUpdateDispatchData,
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayGuildEmojisUpdateDispatchData,
  GatewayGuildMemberAddDispatchData,
  GatewayGuildMemberRemoveDispatchData,
  GatewayGuildMemberUpdateDispatchData,
  GatewayGuildRoleCreateDispatchData,
  GatewayGuildRoleDeleteDispatchData,
  GatewayGuildRoleUpdateDispatchData,
  GatewayGuildStickersUpdateDispatchData,
  GatewayGuildUpdateDispatchData,
  GatewayMessageCreateDispatchData,
  GatewayMessageDeleteBulkDispatchData,
  GatewayMessageDeleteDispatchData,
  GatewayMessagePollVoteDispatchData,
  GatewayMessageReactionAddDispatchData,
  GatewayMessageReactionRemoveAllDispatchData,
  GatewayMessageReactionRemoveDispatchData,
  GatewayMessageReactionRemoveEmojiDispatchData,
  GatewayMessageUpdateDispatchData,
  GatewayTypingStartDispatchData,
} from "discord-api-types/v10";
import type { Change } from "../api.ts";

export interface DispatchData {
  GUILD_CREATE: GatewayGuildCreateDispatchData;
  GUILD_UPDATE: GatewayGuildUpdateDispatchData;
  GUILD_DELETE: GatewayGuildDeleteDispatchData;
  GUILD_EMOJIS_UPDATE: GatewayGuildEmojisUpdateDispatchData;
  GUILD_STICKERS_UPDATE: GatewayGuildStickersUpdateDispatchData;
  GUILD_ROLE_CREATE: GatewayGuildRoleCreateDispatchData;
  GUILD_ROLE_UPDATE: GatewayGuildRoleUpdateDispatchData;
  GUILD_ROLE_DELETE: GatewayGuildRoleDeleteDispatchData;
  GUILD_MEMBER_ADD: GatewayGuildMemberAddDispatchData;
  GUILD_MEMBER_UPDATE: GatewayGuildMemberUpdateDispatchData;
  GUILD_MEMBER_REMOVE: GatewayGuildMemberRemoveDispatchData;
  CHANNEL_CREATE: GatewayChannelCreateDispatchData;
  CHANNEL_UPDATE: GatewayChannelUpdateDispatchData;
  CHANNEL_DELETE: GatewayChannelDeleteDispatchData;
  CHANNEL_PINS_UPDATE: GatewayChannelPinsUpdateDispatchData;
  MESSAGE_CREATE: GatewayMessageCreateDispatchData;
  MESSAGE_UPDATE: GatewayMessageUpdateDispatchData;
  MESSAGE_DELETE: GatewayMessageDeleteDispatchData;
  MESSAGE_DELETE_BULK: GatewayMessageDeleteBulkDispatchData;
  MESSAGE_REACTION_ADD: GatewayMessageReactionAddDispatchData;
  MESSAGE_REACTION_REMOVE: GatewayMessageReactionRemoveDispatchData;
  MESSAGE_REACTION_REMOVE_ALL: GatewayMessageReactionRemoveAllDispatchData;
  MESSAGE_REACTION_REMOVE_EMOJI: GatewayMessageReactionRemoveEmojiDispatchData;
  MESSAGE_POLL_VOTE_ADD: GatewayMessagePollVoteDispatchData;
  MESSAGE_POLL_VOTE_REMOVE: GatewayMessagePollVoteDispatchData;
  TYPING_START: GatewayTypingStartDispatchData;
}

export type DispatchName = keyof DispatchData;

/**
 * One event that concerns the bot: it is in the guild, may view the channel, or is part of the DM.
 * Intents and the stripping of content (`contentForBot`) are left to the gateway, which knows the session.
 */
export type Dispatch = {
  [Name in DispatchName]: { t: Name; d: DispatchData[Name]; guildId: string | null; channelId: string | null };
}[DispatchName];

interface Listeners {
  dispatch: (event: Dispatch) => void;
  change: (change: Change) => void;
}

export interface Bus {
  /** Listeners are called at once, in the order they came. Returns a function that stops it. */
  on<Kind extends keyof Listeners>(kind: Kind, listener: Listeners[Kind]): () => void;
  emitDispatch(event: Dispatch): void;
  emitChange(change: Change): void;
}

export function createBus(): Bus {
  const listeners: { [Kind in keyof Listeners]: Set<Listeners[Kind]> } = { dispatch: new Set(), change: new Set() };
  return {
    on(kind, listener) {
      listeners[kind].add(listener);
      return () => {
        listeners[kind].delete(listener);
      };
    },
    emitDispatch(event) {
      for (const listener of [...listeners.dispatch]) listener(event);
    },
    emitChange(change) {
      for (const listener of [...listeners.change]) listener(change);
    },
  };
}
