// Which intents exist, and which of them lets an event through. Says nothing about permissions.

import { GatewayIntentBits as Intent } from "discord-api-types/v10";

/** Every bit that Discord knows; a number with any other bit closes with 4013. */
const KNOWN = Object.values(Intent)
  .filter((bit) => typeof bit === "number")
  .reduce((all, bit) => all | bit, 0);

export const PRIVILEGED = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

export function isKnownIntents(intents: unknown): intents is number {
  return typeof intents === "number" && Number.isSafeInteger(intents) && intents >= 0 && (intents & ~KNOWN) === 0;
}

const GUILD_EVENTS: Record<string, number> = {
  GUILD_CREATE: Intent.Guilds,
  GUILD_UPDATE: Intent.Guilds,
  GUILD_DELETE: Intent.Guilds,
  GUILD_ROLE_CREATE: Intent.Guilds,
  GUILD_ROLE_UPDATE: Intent.Guilds,
  GUILD_ROLE_DELETE: Intent.Guilds,
  CHANNEL_CREATE: Intent.Guilds,
  CHANNEL_UPDATE: Intent.Guilds,
  CHANNEL_DELETE: Intent.Guilds,
  CHANNEL_PINS_UPDATE: Intent.Guilds,
  GUILD_MEMBER_ADD: Intent.GuildMembers,
  GUILD_MEMBER_UPDATE: Intent.GuildMembers,
  GUILD_MEMBER_REMOVE: Intent.GuildMembers,
  GUILD_EMOJIS_UPDATE: Intent.GuildExpressions,
  GUILD_STICKERS_UPDATE: Intent.GuildExpressions,
  GUILD_AUDIT_LOG_ENTRY_CREATE: Intent.GuildModeration,
  MESSAGE_CREATE: Intent.GuildMessages,
  MESSAGE_UPDATE: Intent.GuildMessages,
  MESSAGE_DELETE: Intent.GuildMessages,
  MESSAGE_DELETE_BULK: Intent.GuildMessages,
  MESSAGE_REACTION_ADD: Intent.GuildMessageReactions,
  MESSAGE_REACTION_REMOVE: Intent.GuildMessageReactions,
  MESSAGE_REACTION_REMOVE_ALL: Intent.GuildMessageReactions,
  MESSAGE_REACTION_REMOVE_EMOJI: Intent.GuildMessageReactions,
  MESSAGE_POLL_VOTE_ADD: Intent.GuildMessagePolls,
  MESSAGE_POLL_VOTE_REMOVE: Intent.GuildMessagePolls,
  TYPING_START: Intent.GuildMessageTyping,
  WEBHOOKS_UPDATE: Intent.GuildWebhooks,
};

const DM_EVENTS: Record<string, number> = {
  CHANNEL_PINS_UPDATE: Intent.DirectMessages,
  MESSAGE_CREATE: Intent.DirectMessages,
  MESSAGE_UPDATE: Intent.DirectMessages,
  MESSAGE_DELETE: Intent.DirectMessages,
  MESSAGE_REACTION_ADD: Intent.DirectMessageReactions,
  MESSAGE_REACTION_REMOVE: Intent.DirectMessageReactions,
  MESSAGE_REACTION_REMOVE_ALL: Intent.DirectMessageReactions,
  MESSAGE_REACTION_REMOVE_EMOJI: Intent.DirectMessageReactions,
  MESSAGE_POLL_VOTE_ADD: Intent.DirectMessagePolls,
  MESSAGE_POLL_VOTE_REMOVE: Intent.DirectMessagePolls,
  TYPING_START: Intent.DirectMessageTyping,
};

/** Sent whatever the intents are. */
const ALWAYS = new Set(["READY", "RESUMED", "USER_UPDATE", "GUILD_MEMBERS_CHUNK", "RATE_LIMITED"]);

/** Throws for an event that isn't listed here, so that a new one can't slip past the intents. */
export function passesIntents(event: string, where: "guild" | "dm", intents: number): boolean {
  if (ALWAYS.has(event)) return true;
  const needed = (where === "guild" ? GUILD_EVENTS : DM_EVENTS)[event];
  if (needed === undefined) throw new Error(`No intent is known for ${event} (${where}).`);
  return (intents & needed) !== 0;
}
