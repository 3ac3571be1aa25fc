// What the relay delivers and what the Worker answers. Types and constants only.

import type { GatewayMessageCreateDispatchData } from "discord-api-types/v10";

/** The Worker's route for deliveries; one event a request, signed as in signing.ts. */
export const EVENTS_PATH = "/gateway-events";

/**
 * One delivery. `data` is what Discord dispatched, unchanged, cut to what modmail needs.
 * RELAY_READY is the relay's own: sent after each identify, so that the Worker knows the bot's user id and whether
 * the content of guild messages can be read.
 */
export type RelayEvent =
  | { type: "RELAY_READY"; data: RelayReady }
  | { type: "MESSAGE_CREATE"; data: GatewayMessageCreateDispatchData }
  | { type: "CHANNEL_DELETE"; data: { id: string; guild_id: string } };

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
}
