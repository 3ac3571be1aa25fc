// The Discord port, which discord/ implements over REST.

import type { Member } from "../../domain/access.ts";
import type { Mark } from "../../domain/emoji.ts";
import type { Message } from "../../domain/message.ts";
import type { StaffNotice, UserNotice } from "../../domain/notice.ts";
import type { ChannelFacts } from "../../domain/permissions.ts";
import type { DiscordRefusal } from "../../domain/refusal.ts";
import type { Result } from "../../domain/result.ts";
import type { Settings } from "../../domain/settings.ts";
import type { NewChannel } from "../../domain/setup-channels.ts";
import type { SetupFacts } from "../../domain/setup-check.ts";
import type { Profile, Thread } from "../../domain/thread.ts";
import type { File, LinkedFile } from "./files.ts";
import type { ServerChoice } from "./guild-store.ts";
import type { Mirroring } from "./mirroring.ts";

/** `messageId` is null when the message was sent by an earlier try and has been deleted since. */
export type Sent = Promise<Result<{ messageId: string | null }, DiscordRefusal>>;

/** `quote`: of what its reader has no message of. */
export type Answered = { messageId: string } | { quote: string };

/** A message on its way to the other side. */
export interface Outgoing {
  message: Message;
  /** What travels with it: as many files together as one request takes. */
  files: File[][];
  /** What doesn't fit, or is gone. */
  linked: LinkedFile[];
  /** It goes on below a copy of the same writer: who writes isn't said again. */
  continued: boolean;
  /** What it answers, as its reader sees that; absent: nothing that they could know. */
  answers?: Answered;
}

/** Told of the copies that stand, after each copy but the last. */
export type OnCopy = (copyIds: Message["copyIds"]) => Promise<void>;
/** All copies of a message, those of earlier tries included. */
export type SentCopies = Promise<Result<Message["copyIds"], DiscordRefusal>>;

/** Discord's REST API. Throws Later for rate limits and failures of Discord; ordinary refusals are values. */
export interface Discord extends Mirroring {
  /** null: not in the server (any more). */
  member(guildId: string, userId: string): Promise<Profile | null>;
  openDm(userId: string): Promise<Result<{ channelId: string }, DiscordRefusal>>;
  createThreadChannel(
    thread: Thread,
    settings: Settings,
    botUserId: string,
  ): Promise<Result<{ channelId: string }, DiscordRefusal>>;
  /** Shows a thread's channel to the roles that the settings name now, as far as it isn't. */
  showChannel(channelId: string, settings: Settings, botUserId: string): Promise<Result<void, DiscordRefusal>>;
  /** The channel that an earlier, cut-off attempt made for this thread. */
  findThreadChannel(thread: Thread): Promise<string | null>;
  postHeader(thread: Thread, settings: Settings, messageContent: boolean | null): Sent;
  editHeader(thread: Thread, settings: Settings, messageContent: boolean | null): Promise<void>;
  /** A user's message into the thread's channel: those of its copies that don't stand yet, in order. */
  postUserMessage(channelId: string, outgoing: Outgoing, onCopy: OnCopy): SentCopies;
  /** A staff reply into the user's DM, in the same way. */
  sendReply(thread: Thread, guildName: string, outgoing: Outgoing, onCopy: OnCopy): SentCopies;
  /** Removes messages of the bot's; one that is gone already is no failure. */
  deleteMessages(channelId: string, ids: readonly string[]): Promise<Result<void, DiscordRefusal>>;
  /** Shows staff a delivered reply that was written elsewhere than in the thread's channel. */
  showReply(channelId: string, reply: Message, userName: string, linked: readonly LinkedFile[]): Sent;
  /** The same for a note. */
  showNote(channelId: string, note: Message, linked: readonly LinkedFile[]): Sent;
  checkMark(channelId: string, messageId: string, mark: Mark): Promise<void>;
  tellUser(dmChannelId: string, notice: UserNotice, nonce: string): Sent;
  tellStaff(channelId: string, notice: StaffNotice, nonce: string): Sent;
  askForServer(dmChannelId: string, servers: readonly ServerChoice[], nonce: string): Sent;
  logOpened(logsChannelId: string, thread: Thread): Sent;
  /** `transcript` null: it isn't for everybody who reads that channel. */
  logClosed(logsChannelId: string, thread: Thread, counts: Counts, transcript: File | null): Sent;
  /** True also when it was gone already. */
  deleteChannel(channelId: string, reason: string): Promise<Result<void, DiscordRefusal>>;
  /**
   * The server as the bot finds it now. Of `channelIds`, those that exist but are hidden from the bot are told apart
   * from those that are gone: Discord lists neither.
   */
  setupFacts(
    guildId: string,
    channelIds: readonly string[],
  ): Promise<Result<Omit<SetupFacts, "messageContent">, { reason: "bot-not-here" }>>;
  createChannel(guildId: string, channel: NewChannel, reason: string): Promise<Result<ChannelFacts, DiscordRefusal>>;
  /** Whether someone with these roles has Manage Server (or owns the server); for people known by a gateway event only. */
  managesGuild(guildId: string, member: { id: string; roleIds: readonly string[] }): Promise<boolean>;
  /** Whether the bot is in the server; a server that is out of order counts as one that it is in. */
  isInGuild(guildId: string): Promise<boolean>;
  /** Who someone is in a server at this moment; `member` null: not in it. */
  standing(guildId: string, userId: string): Promise<Result<StandingNow, { reason: "bot-not-here" }>>;
  botUserId(): Promise<string>;
}

interface StandingNow {
  guildName: string;
  member: Member | null;
}

export interface Counts {
  user: number;
  reply: number;
  note: number;
}
