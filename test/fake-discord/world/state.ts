// What the world remembers: plain records, no behaviour. Records keep facts; render.ts turns them into Discord's objects.

import type {
  APIApplicationCommand,
  APIEmoji,
  APIMessage,
  APIRole,
  APISticker,
  APIUser,
  InteractionResponseType,
  InteractionType,
} from "discord-api-types/v10";

export interface UserRecord {
  user: APIUser;
  /** Has a subscription: larger files, and custom emoji and stickers of every server they are in, everywhere. */
  nitro: boolean;
  /** Whether this user lets the bot send to them (otherwise 50007). */
  allowsDms: boolean;
}

export interface MemberRecord {
  userId: string;
  nick: string | null;
  /** Role ids without @everyone. */
  roles: string[];
  joinedAt: number;
}

export type BoostTier = 0 | 1 | 2 | 3;

export interface GuildRecord {
  id: string;
  name: string;
  ownerId: string;
  boostTier: BoostTier;
  roles: Map<string, APIRole>;
  members: Map<string, MemberRecord>;
  /** Ids of its channels; the records stand in `World.channels`. */
  channels: Set<string>;
  emojis: Map<string, APIEmoji>;
  stickers: Map<string, StickerRecord>;
}

export interface OverwriteRecord {
  id: string;
  /** 0 role, 1 member. */
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export interface ChannelRecord {
  id: string;
  /** Discord's ChannelType: 0 text, 1 DM, 2 voice, 4 category, 5 announcement, 15 forum. */
  type: number;
  /** null for a DM. */
  guildId: string | null;
  /** null for a DM. */
  name: string | null;
  topic: string | null;
  parentId: string | null;
  position: number;
  nsfw: boolean;
  rateLimitPerUser: number;
  overwrites: OverwriteRecord[];
  /** For a DM: the person on the other side of the bot. */
  recipientId: string | null;
  lastMessageId: string | null;
  /** Oldest first; deleted ones are gone from here (see `World.deletedMessages`). */
  messages: Map<string, MessageRecord>;
  /** Since when (milliseconds) users are typing; old entries stay. */
  typing: Map<string, number>;
}

export interface MessageRecord {
  /** As Discord would answer, except `reactions`, a poll's `results`, `pinned` and the signatures of links, which are made when it's read. */
  message: APIMessage;
  guildId: string | null;
  /** The one user who sees it, or null when it's an ordinary message. Ephemeral messages never reach the gateway. */
  ephemeralFor: string | null;
  /** User ids by emoji key (`✅` or `name:id`), in the order of the first reaction. */
  reactions: Map<string, Set<string>>;
  /** User ids by answer, for a poll. */
  votes: Map<number, Set<string>>;
  pinned: boolean;
  nonce: string | number | null;
  /** The interaction whose answer or follow-up this is. */
  interactionId: string | null;
}

/** A file in the CDN. Links to it are signed and expire; see ../cdn. */
export interface StoredFile {
  id: string;
  channelId: string;
  name: string;
  bytes: Uint8Array;
  contentType: string;
  /** Uploaded through a command option or a modal. */
  ephemeral: boolean;
  /** A snapshot in a forward shows it, so it outlives its message. */
  forwarded: boolean;
}

export interface StickerRecord {
  sticker: APISticker;
  /** Its picture, or Lottie's JSON. */
  bytes: Uint8Array;
}

export interface InteractionRecord {
  id: string;
  token: string;
  type: InteractionType;
  userId: string;
  channelId: string;
  guildId: string | null;
  createdAt: number;
  /** The callback that answered it first, or null as long as nothing did. */
  answeredWith: InteractionResponseType | null;
  /** Whether the deferred answer will be ephemeral. */
  deferredEphemeral: boolean;
  /** True after callback 5 until the answer has been filled in. */
  loading: boolean;
  /** Bytes that a file of an answer may have. */
  attachmentSizeLimit: number;
  /** What the messages that answer it say about it. */
  metadata: Record<string, unknown>;
  /** For a command of a message's menu: the message. */
  targetMessageId: string | null;
  /** The message that a component (or the modal it opened) belongs to. */
  sourceMessageId: string | null;
  /** The message behind `@original`. */
  originalId: string | null;
  followUpIds: string[];
}

/** A registered command; `guild_id` absent for a global one. */
export type CommandRecord = APIApplicationCommand;
