// What the relay delivers and what the Worker answers. Types and constants only.

import type {
  APIPartialEmoji,
  GatewayMessageCreateDispatchData,
  GatewayMessageUpdateDispatchData,
} from "discord-api-types/v10";

/** The Worker's route for deliveries; one event a request, signed as in signing.ts. */
export const EVENTS_PATH = "/gateway-events";

/**
 * One delivery. `data` is what Discord dispatched, unchanged, cut to what modmail needs; two are the relay's own:
 * RELAY_READY is sent after each identify, so that the Worker knows the bot's user id and whether the content of guild
 * messages can be read; CHANNEL_SEEN comes of catching up. A MESSAGE_UPDATE is always its author's edit, with
 * `edited_timestamp`. TYPING_START is told at once or not at all: it is never kept, repeated or in order.
 */
export type RelayEvent =
  | { type: "RELAY_READY"; data: RelayReady }
  | { type: "MESSAGE_CREATE"; data: GatewayMessageCreateDispatchData }
  | { type: "MESSAGE_UPDATE"; data: GatewayMessageUpdateDispatchData }
  | { type: "MESSAGE_DELETE"; data: DeletedMessage }
  | { type: ReactionEventType; data: Reaction }
  | { type: "CHANNEL_SEEN"; data: SeenChannel }
  | { type: "CHANNEL_DELETE"; data: { id: string; guild_id: string } }
  | { type: "TYPING_START"; data: Typing };

interface DeletedMessage {
  id: string;
  channel_id: string;
  /** Absent: a DM. */
  guild_id?: string;
}

/** REMOVE_EMOJI and REMOVE_ALL are a moderator's: everybody's reactions with one emoji, or all of a message, are gone. */
type ReactionEventType =
  | "MESSAGE_REACTION_ADD"
  | "MESSAGE_REACTION_REMOVE"
  | "MESSAGE_REACTION_REMOVE_EMOJI"
  | "MESSAGE_REACTION_REMOVE_ALL";

/** Never the bot's own reaction, nor another bot's new one. */
export interface Reaction {
  channel_id: string;
  message_id: string;
  /** Absent: a DM. */
  guild_id?: string;
  /** Whose reaction it is; absent when a moderator removed everybody's. */
  user_id?: string;
  /** Roles of who added it, in a server. */
  member?: { roles: string[] };
  /** Absent when all were removed. */
  emoji?: APIPartialEmoji;
}

/**
 * What stands in an open thread's channel after dispatches were missed: of what the Worker has from there, a message
 * newer than `after` and not newer than the last of `ids` that isn't among `ids` was deleted. At most 100 ids, oldest
 * first, everybody's.
 */
interface SeenChannel {
  channel_id: string;
  /** Null: a DM. */
  guild_id: string | null;
  user_id: string;
  ids: string[];
  after: string;
  /** Of what was written after this message nothing is known; itself, it may be among the missing. */
  up_to: string;
}

export interface Typing {
  channel_id: string;
  user_id: string;
  /** Absent: a DM. */
  guild_id?: string;
  /** In a server. */
  member?: { roles: string[] };
}

export interface RelayReady {
  bot_user_id: string;
  message_content: boolean;
  /** True while dispatches may have been missed for good: the answer then brings `known_channels`. */
  missed?: boolean;
}

/** A channel that the relay catches up on over REST. */
export interface KnownChannel {
  channel_id: string;
  /** Null: a DM. */
  guild_id: string | null;
  /** The newest message that the Worker has from there; what it lacks is newer. */
  last_message_id: string;
  /** The user whose thread, or whose DM, it is. */
  user_id?: string;
  /** Whether it belongs to an open thread, so that edits and deletions are looked for, too. */
  open?: boolean;
}

/**
 * The Worker's answer. The status tells the relay what to do:
 * 2xx (with this as JSON, or no body) the work is done; 408, 425, 429, 5xx try again (after `Retry-After` seconds when
 * given); 401, 403, 404 and redirects mean a wrong setting (secret, address), so try again too, or a mistyped secret
 * would cost messages; any other 4xx can never work and is set aside.
 */
export interface RelayAnswer {
  outcome: string;
  /** How many requests the event took that count for Discord's limit of 50 a second; the relay paces what follows. */
  discord_requests?: number;
  /** Discord takes nothing from this bot for so many milliseconds: its limit for all requests was met. */
  discord_pause_ms?: number;
  /** With 503: people see all of it already. What is left (a check mark) comes again when nothing else waits. */
  only_niceties?: boolean;
  /** With the answer to RELAY_READY: every channel of an open thread. */
  thread_channels?: string[];
  /** With the answer to a RELAY_READY with `missed`: where to look for what was missed, the most urgent first. */
  known_channels?: KnownChannel[];
  /** With the answer to TYPING_START: this person's typing there interests nobody for so long. */
  quiet_seconds?: number;
}
