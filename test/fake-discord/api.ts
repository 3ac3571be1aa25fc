// The fake Discord as tests, demo and playground see it: the world behind Discord's doors, and the people in it.
// Interfaces only; start.ts makes one. What the bot may do is decided by the REST routes and the gateway, never here.

import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIChannel,
  APIEmoji,
  APIGuild,
  APIInteractionResponse,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIRole,
  APISticker,
  APIUser,
} from "discord-api-types/v10";

export interface FakeDiscordOptions {
  /** TCP port on 127.0.0.1; 0 (default) takes a free one. */
  port?: number;
  /** Milliseconds since 1970; default the real clock. Ids, nonces, links and rate limits follow it. */
  now?: () => number;
  /**
   * Whether the application has the Message Content intent switched on (flag GATEWAY_MESSAGE_CONTENT_LIMITED), or was even
   * reviewed for it, as large ones have to be (GATEWAY_MESSAGE_CONTENT). Default true.
   */
  messageContent?: boolean | "reviewed";
  /** Whether there are rate limits, and headers that tell of them. Default true. */
  rateLimits?: boolean;
  /** Lifetime of attachment links in milliseconds. Default 24 hours. */
  attachmentLifetime?: number;
  /** How long a nonce is remembered in milliseconds. Default 5 minutes. */
  nonceWindow?: number;
}

export interface FakeDiscord {
  /** Value for DISCORD_API_URL, for example `http://127.0.0.1:4242/api`. */
  readonly url: string;
  /** Where the CDN answers, as https://cdn.discordapp.com does: `stickers/{id}.png` (PNG, APNG) and `.json` (Lottie), `emojis/{id}.webp`. */
  readonly cdnUrl: string;
  /** As https://media.discordapp.net: `stickers/{id}.gif`, which the CDN doesn't have. */
  readonly mediaUrl: string;
  readonly application: {
    readonly id: string;
    /** Hex Ed25519 key for DISCORD_PUBLIC_KEY. */
    readonly publicKey: string;
    /** Value for DISCORD_TOKEN. */
    readonly token: string;
    /** Value for DISCORD_CLIENT_SECRET. */
    readonly clientSecret: string;
    readonly bot: APIUser;
  };
  /** The redirects of the application's OAuth2 page, compared letter for letter. None at first. */
  setRedirects(urls: readonly string[]): void;
  /** Sets the Interactions Endpoint URL; like Discord, sends a good and a badly signed PING first and throws if the answers are wrong. */
  setInteractionsEndpoint(url: string): Promise<void>;
  /**
   * Switches the intent on or off. Off: identifying with it closes with 4014, and what REST and running sessions read of
   * others' messages in servers is stripped from this moment.
   */
  setMessageContent(allowed: boolean | "reviewed"): void;

  /** From now on a link to `url` gets a picture (an embed) wherever somebody who may embed links writes it. */
  publishPage(url: string, page: WebPage): void;
  /** `nitro`: 4,000 characters, uploads up to 500 MiB, and custom emoji and stickers of their servers everywhere. Default false. */
  createUser(user: { username: string; globalName?: string; createdAt?: number; nitro?: boolean }): Person;
  /** A server with @everyone and a `general` channel; the bot isn't in it until `addBot`. */
  createGuild(guild: { name: string; owner: Person }): Guild;
  /** Discord's own stickers, which everybody can send: one, "Wave", in the format Lottie. */
  readonly standardStickers: readonly APISticker[];
  guild(id: string): Guild;
  person(userId: string): Person;

  /** Every REST request that reached Discord, in order. `body` is the parsed JSON (payload_json for multipart). */
  readonly requests: readonly RecordedRequest[];
  clearRequests(): void;
  /** Makes matching requests go wrong. Faults are used in the order they were added. */
  fail(fault: Fault): ArmedFault;
  clearFaults(): void;
  /** Answers 401, 403 and 429 (unless of scope `shared`) of the last ten minutes; above 10,000 Discord bans the address. */
  invalidRequests(): number;

  readonly gateway: {
    /** Bots connected and identified (or resumed) right now. */
    readonly sessions: readonly { sessionId: string; intents: number; sequence: number }[];
    /** Cuts every connection. `resumable: false` also forgets the sessions. Default true. */
    disconnect(options?: { code?: number; resumable?: boolean }): void;
    /** Sends op 7 (Reconnect). */
    requestReconnect(): void;
    /** Delivers the last dispatches a second time, as Discord may: same data, new sequence numbers. */
    repeatLast(count: number): void;
    /** Every connection there is stays open and falls silent, heartbeats included; its session can be resumed. */
    freeze(): void;
  };

  /** Tells of every change that people could see (for the playground's live page). Returns a function that stops it. */
  onChange(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

export interface RecordedRequest {
  method: string;
  /** Path after `/api/v10`, for example `/channels/123/messages`. */
  path: string;
  /** Path with ids replaced, for example `/channels/:id/messages`. */
  route: string;
  status: number;
  body: unknown;
  files: { name: string; size: number }[];
  at: number;
}

export interface ArmedFault {
  /** How many requests it still waits for. */
  left(): number;
}

export interface Fault {
  method?: string;
  /** Matched against `RecordedRequest.route` (string: equal) or `path` (RegExp). */
  route: string | RegExp;
  /** Text that the request's JSON holds. */
  body?: string;
  /** How many requests; default 1. */
  times?: number;
  /**
   * - `error`: answers `status` with `{code, message}` (and `headers`), nothing happens
   * - `error-after`: the request takes effect, then the answer is `status`
   * - `hang-up` / `hang-up-after`: the connection is cut before / after the effect
   * - `silence` / `silence-after`: no answer until the client gives up, without the effect / with it
   * - `rate-limit`: 429 with Discord's headers and body
   * - `html`: Cloudflare's HTML page with `status`
   */
  kind: "error" | "error-after" | "hang-up" | "hang-up-after" | "silence" | "silence-after" | "rate-limit" | "html";
  status?: number;
  code?: number;
  message?: string;
  headers?: Record<string, string>;
  scope?: "user" | "global" | "shared";
  /** Seconds; for `rate-limit`. `null` leaves the header out. */
  retryAfter?: number | null;
}

/** What Discord finds behind a link. */
export interface WebPage {
  /** Default `article`; a picture itself is an `image`, a clip of Tenor `gifv`. */
  type?: "article" | "gifv" | "image" | "link" | "video";
  title?: string;
  description?: string;
  provider?: { name: string };
  /** Address of a picture; shown as `thumbnail`. */
  image?: string;
  /**
   * Whether Discord knows the page already. If not (the default), MESSAGE_CREATE comes without the embed and a
   * MESSAGE_UPDATE with it right after, `edited_timestamp` unchanged.
   */
  cached?: boolean;
}

export type Change =
  | { kind: "message"; channelId: string; messageId: string; ephemeralFor?: string }
  | { kind: "message-deleted"; channelId: string; messageId: string }
  /** Someone began (or went on) to type; shows for ten seconds. */
  | { kind: "typing"; channelId: string; userId: string }
  | { kind: "channel"; guildId: string | null; channelId: string }
  | { kind: "guild"; guildId: string }
  | { kind: "commands" };

/** What a server's owner does by hand. Every change reaches the gateway as Discord would dispatch it. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  /** The role every member has; its id is the server's id. */
  readonly everyone: APIRole;
  addMember(person: Person, member?: { roles?: string[]; nick?: string; joinedAt?: number }): void;
  removeMember(person: Person): void;
  setMemberRoles(person: Person, roles: string[]): void;
  /** `permissions` is a bit set; default none. */
  createRole(role: { name: string; permissions?: bigint; position?: number }): APIRole;
  deleteRole(id: string): void;
  createCategory(name: string, overwrites?: Overwrite[]): APIChannel;
  createTextChannel(
    name: string,
    channel?: { parentId?: string; overwrites?: Overwrite[]; topic?: string },
  ): APIChannel;
  deleteChannel(id: string): void;
  /** Removes the channel's last messages (2 to 100) at once, as a moderation bot does: MESSAGE_DELETE_BULK. */
  purge(channelId: string): void;
  setOverwrites(channelId: string, overwrites: Overwrite[]): void;
  /** Adds the bot with a managed role that has `permissions` (default: all that the install link asks for). */
  addBot(permissions?: bigint): void;
  removeBot(): void;
  setBotPermissions(permissions: bigint): void;
  /** Tier 2 lets everybody (the bot, too) upload files of 50 MiB, tier 3 of 100 MiB. Default 0. */
  setBoostTier(tier: 0 | 1 | 2 | 3): void;
  /** Written as `<:name:id>` (`<a:name:id>` when animated); as a reaction also `name:id`. */
  createEmoji(name: string, emoji?: { animated?: boolean }): APIEmoji & { id: string };
  deleteEmoji(id: string): void;
  /** The picture is one of that format unless `bytes` are given. Only Discord's own stickers are Lottie. */
  createSticker(name: string, sticker?: { format?: "png" | "apng" | "gif"; bytes?: Uint8Array }): APISticker;
  channels(): APIChannel[];
  channel(nameOrId: string): APIChannel;
  roles(): APIRole[];
  raw(): APIGuild;
}

export interface Overwrite {
  id: string;
  type: 0 | 1;
  allow?: bigint;
  deny?: bigint;
}

/** A person in front of a Discord client: can do and see what their permissions allow; anything else throws with a sentence. */
export interface Person {
  readonly id: string;
  readonly user: APIUser;
  /** The DM channel with the bot; opened when first used. */
  dm(): string;
  /** `to` is a channel's id, or "dm". Files are uploaded to the CDN first, as a client does. */
  /** `replyTo`: a message of this channel; its author is pinged unless `ping` is false. */
  send(to: string, content: string, options?: SendOptions): APIMessage;
  /** Ogg Opus with `seconds` (default 3) of silence, or `bytes`; with its duration and waveform, as clients send it. */
  sendVoice(to: string, voice?: { seconds?: number; bytes?: Uint8Array; replyTo?: string }): APIMessage;
  /** Sends a message that one sees on to another channel (or "dm"); `comment` becomes a second message. Returns the forward. */
  forward(from: string, messageId: string, to: string, comment?: string): APIMessage;
  /** One's complete choice, by `answer_id`; none takes the vote back. */
  vote(channel: string, messageId: string, answers: number[]): void;
  /** Not possible for voice messages, polls and forwards. */
  edit(to: string, messageId: string, content: string): APIMessage;
  /** An ephemeral message is only waved away by the one who sees it. */
  delete(to: string, messageId: string): void;
  react(to: string, messageId: string, emoji: string): void;
  /** Leaves a system message (type 6) in the channel, as Discord does. */
  pin(to: string, messageId: string): void;
  /** Takes back one's own reaction; with Manage Messages also that of `whose` (a user's id). */
  unreact(to: string, messageId: string, emoji: string, whose?: string): void;
  /** Removes everybody's reactions, or all with one emoji; needs Manage Messages. */
  clearReactions(to: string, messageId: string, emoji?: string): void;
  startTyping(to: string): void;
  /** Ids of the others who are shown as typing right now, the bot included. */
  typists(channel: string): string[];
  /** Every message this person sees in a channel, oldest first: with reactions, without others' ephemeral messages. */
  messages(channel: string): SeenMessage[];
  /** Servers this person is in, and the channels they may view, in Discord's order. */
  guilds(): Guild[];
  visibleChannels(guildId: string): APIChannel[];
  /**
   * Opens a link that asks them to agree (`/oauth2/authorize`), and agrees or cancels. Returns where Discord sends the
   * browser. Throws what Discord says of a bad link.
   */
  consent(link: string, decision?: "authorize" | "cancel"): string;
  /** Closes or opens this person's DMs to the bot (50007). */
  allowDms(allowed: boolean): void;

  /** Commands offered to this person in a channel (by contexts and default_member_permissions). */
  commands(channel: string): APIApplicationCommand[];
  /**
   * Runs `/name [subcommand]`, for example `command(channelId, "modmail setup", { "staff-role": roleId })`.
   * Option values: string, number, boolean, an id for user/role/channel, an Upload for an attachment.
   */
  command(channel: string, name: string, options?: Record<string, OptionValue>): Promise<InteractionResult>;
  /** Runs a command from the menu on a message of this channel, or on a user: `menu(channelId, "Reply with this", messageId)`. */
  menu(channel: string, name: string, targetId: string): Promise<InteractionResult>;
  autocomplete(
    channel: string,
    name: string,
    options: Record<string, OptionValue>,
    focused: string,
  ): Promise<APIApplicationCommandOptionChoice[]>;
  /** Clicks the button with this custom id, or (when unique in the message) this label. */
  click(channel: string, messageId: string, button: string): Promise<InteractionResult>;
  /** Chooses in a select menu; values are option values, or ids in role/channel/user selects. */
  select(channel: string, messageId: string, customId: string, values: string[]): Promise<InteractionResult>;
  /** Submits a modal that an interaction opened; values by the inputs' custom ids (or an Upload[] for file uploads). */
  submit(modal: OpenModal, values: Record<string, string | string[] | Upload[]>): Promise<InteractionResult>;
  /** Sends an interaction with any payload, as a made-up client would; `data` etc. replace what Discord would have sent. */
  forge(channel: string, payload: Record<string, unknown>): Promise<{ status: number; body: unknown }>;
}

interface SendOptions {
  files?: Upload[];
  /** Ids; up to three. Those of another server need Nitro, in the DM with the bot as well. */
  stickers?: string[];
  /** Comes alone: with an empty `content` and nothing else. */
  poll?: PollDraft;
  replyTo?: string;
  ping?: boolean;
}

export interface PollDraft {
  question: string;
  answers: string[];
  /** Default 24. */
  hours?: number;
  multiple?: boolean;
}

export type OptionValue = string | number | boolean | Upload;

export interface Upload {
  name: string;
  bytes: Uint8Array;
  contentType?: string;
  spoiler?: boolean;
  description?: string;
}

export type SeenMessage = APIMessage & { /** Only this person sees it. */ ephemeral: boolean };

export interface OpenModal {
  /** The interaction that opened it. */
  interactionId: string;
  channelId: string;
  messageId?: string;
  data: APIModalInteractionResponseCallbackData;
}

/**
 * What a person sees of their interaction. The promise settles when the first answer came (within 3 seconds);
 * `done` settles when a deferred answer was filled in (or at once when there was nothing to wait for).
 */
export interface InteractionResult {
  interactionId: string;
  /**
   * `deferred`: callback 5, and 6 (whose message changes later); `updated`: callback 7.
   * `failed`: no valid answer within 3 seconds ("The application did not respond"); `reason` says why.
   */
  outcome: "message" | "deferred" | "updated" | "modal" | "failed";
  reason?: string;
  response?: APIInteractionResponse;
  modal?: OpenModal;
  /** The answer as the person sees it now (null for an update of an existing message, a modal, or when it's gone). */
  message(): SeenMessage | null;
  /** Rejects after 15 minutes of Discord's clock, or after `timeoutMs` (default 10,000) of the real one. */
  done(timeoutMs?: number): Promise<SeenMessage | null>;
}
