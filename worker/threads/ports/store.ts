// The Store port, which store/ implements on D1: what is kept of servers, users, threads and messages.

import type { Message } from "../../domain/message.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Actor, LoggedChange } from "../../domain/settings-log.ts";
import type { Profile, Thread } from "../../domain/thread.ts";
import type { ChangeStore } from "./change-store.ts";
import type { ContactStore } from "./contact-store.ts";
import type { OverviewStore } from "./overview-store.ts";
import type { PrivacyStore } from "./privacy-store.ts";
import type { SessionStore } from "./session-store.ts";
import type { SnippetStore } from "./snippet-store.ts";
import type { ThreadListStore } from "./thread-list-store.ts";
import type { ThreadPageStore } from "./thread-page-store.ts";
import type { UserNoteStore } from "./user-note-store.ts";

/** A thread with the settings of its server. */
export interface ThreadInGuild {
  thread: Thread;
  settings: Settings;
}

/** The thread of a channel, with what is known of a message there and of the bot. */
export interface FoundThread extends ThreadInGuild {
  /** The message that was asked for, when it is kept already. */
  message: Message | null;
  /** null, as botUserId: the relay has never reported. */
  messageContent: boolean | null;
  botUserId: string | null;
}

/** `answersId`: the message that it answers as its writer sees it, the source or a copy; kept as the source's. */
export type NewMessage = Omit<
  Message,
  | "threadId"
  | "state"
  | "copyIds"
  | "problem"
  | "deliveredAt"
  | "shownId"
  | "editedAt"
  | "deletedAt"
  | "deletedBy"
  | "earlier"
>;
/** The copies of a message that stand, in order (domain/message.ts). */
export type Copies = Pick<Message, "id" | "copyIds">;

/** A server to which a user could write. */
export interface ServerChoice {
  settings: Settings;
  /** When the user last chose their open thread there; null: there is none. The latest is where their messages go. */
  chosenAt: number | null;
}

interface Candidate extends ServerChoice {
  /** null: never asked, or too long ago. */
  isMember: boolean | null;
  lastThreadAt: number | null;
}

/** D1. Each method is one round trip. */
export interface Store
  extends ThreadStore,
    MessageStore,
    ChangeStore,
    GuildStore,
    SnippetStore,
    UserNoteStore,
    ContactStore,
    SessionStore,
    PrivacyStore,
    OverviewStore,
    ThreadListStore,
    ThreadPageStore {}

/** Messages: taking, keeping and ticking off. */
export interface MessageStore {
  /**
   * Keeps a user's message (unless it is already kept), in the open thread that they chose last, and tells where it
   * belongs: that thread, and every message of theirs still to be delivered, oldest first, this one included. What of
   * theirs had no thread until now goes there, too. `previous`: what was last said in that thread before it. Answering
   * something from another open thread chooses that one; `turned`: the user wrote to another just before.
   */
  takeUserMessage(message: NewMessage): Promise<{
    current: ThreadInGuild | null;
    message: Message;
    pending: Message[];
    previous: Message | null;
    turned: boolean;
  }>;
  /** Of those that belong to no thread, nothing is kept but that they came. */
  refuseMessages(ids: readonly string[], problem: string): Promise<void>;
  /**
   * Notes what was delivered between the thread's channel and the user; with `header`, that the header stands and the
   * trouble is over, in the same batch. A message that closing has just taken from this thread comes back to it.
   */
  delivered(
    threadId: string,
    copies: readonly Copies[],
    now: number,
    header?: { messageId: string | null },
  ): Promise<void>;
  /** Notes which copies of a message stand while others are still to come. */
  copied(copies: Copies): Promise<void>;
  /**
   * Keeps a reply or a note of staff, unless it is already kept; returns what is kept. A reply takes the place of a note,
   * or a refused reply, of its id. null: it isn't kept, for the thread is being closed or closed. `previous`: what was
   * last said before it between user and staff there; null for a user who talks to another server, too.
   */
  keepStaffMessage(
    message: NewMessage & { threadId: string },
    state: "pending" | "delivered",
  ): Promise<{ message: Message; previous: Message | null } | null>;
  /** In order, with the texts that edits replaced. */
  messagesOf(threadId: string): Promise<Message[]>;
  /** One message of a thread; null also when it belongs to another. */
  message(threadId: string, id: string): Promise<Message | null>;
  /**
   * Messages of open threads that were sent before `before` and are still undelivered, oldest first. Those of threads in
   * trouble that wait until later than `due` are left out.
   */
  undelivered(before: number, due: number, limit: number): Promise<(ThreadInGuild & { message: Message })[]>;
  /**
   * What staff wrote by a command or on the dashboard, from `from` until before `before`, and an open thread's channel
   * doesn't show yet, oldest first; without what never reached its user or was taken back. Threads left alone until later than `due`
   * (release) are left out.
   */
  unshown(
    sent: { from: number; before: number },
    due: number,
    limit: number,
  ): Promise<(ThreadInGuild & { message: Message })[]>;
  /**
   * The oldest message of each user that was sent before `before`, belongs to no thread and isn't waiting for the user's
   * choice of a server: their thread was closed before staff could see it.
   */
  undecided(before: number, limit: number): Promise<Message[]>;
}

/** A message in a server's logs channel. */
export interface LogEntry {
  channelId: string;
  messageId: string;
}

/** What becomes of a closing thread's messages that nobody has seen. */
export type Waiting = "released" | "closed-by-user" | "unreached";

/** Threads: made, found by channel, claimed, leased, closed. */
export interface ThreadStore {
  /**
   * Makes the thread, unless the user has an open one with this server; gives the user's undecided messages to it.
   * Remembers that the user is in this server, and their DM channel.
   * `created` is false when it was there already. `pending` are its messages still to be delivered, oldest first.
   * `elsewhere`: there are other servers to which the user could write, as far as is known.
   */
  createThread(thread: NewThread): Promise<{
    thread: Thread;
    pending: Message[];
    created: boolean;
    bot: Bot | null;
    elsewhere: boolean;
  }>;
  /**
   * The user's thread with this server in any state but closed, the server's settings, and the user's DM channel;
   * `elsewhere` as above.
   */
  openThread(
    userId: string,
    guildId: string,
  ): Promise<{ thread: Thread | null; settings: Settings | null; dmChannelId: string | null; elsewhere: boolean }>;
  /** The user's threads that take messages; the one where their messages go comes first. */
  userThreads(userId: string): Promise<ThreadInGuild[]>;
  /** Lets the user's next messages go to this thread. */
  chooseThread(threadId: string, at: number): Promise<void>;
  /**
   * Takes the right to work on an unfinished thread until `until`, and its trouble off it. False when someone else has
   * that right; a thread in trouble only waits, and may be tried again at any time.
   */
  lease(threadId: string, now: number, until: number): Promise<boolean>;
  /**
   * Gives that right back; the schedule leaves the thread alone until `until`. `since`: the trouble began now, unless
   * there was some before; without it the thread's trouble is as old as it was.
   */
  release(threadId: string, trouble: Thread["trouble"], until: number, since?: number): Promise<void>;
  setChannel(threadId: string, channelId: string): Promise<void>;
  /** `log`: its entry in the logs channel, when there is one. */
  opened(threadId: string, log?: LogEntry | null): Promise<void>;
  /** The thread whose channel this is, in any state but closed. */
  threadByChannel(channelId: string, messageId: string): Promise<FoundThread | null>;
  /** Compare and set: from `from` to `to`. Returns the thread as it is now; `changed` tells whether it was this call. */
  claim(
    threadId: string,
    from: string | null,
    to: string | null,
    now: number,
  ): Promise<{ thread: Thread | null; changed: boolean }>;
  /**
   * open → closing for the first who asks. Returns the thread as it is now with its messages as messagesOf does. What
   * the user sent and nobody has seen yet is released, to open their next thread, or refused with `waiting` as problem;
   * "unreached" ends the thread because of its trouble. `next`: the server to which the user's messages go now.
   */
  startClosing(
    threadId: string,
    by: string | null,
    reason: string | null,
    now: number,
    leaseUntil: number,
    waiting?: Waiting,
  ): Promise<{ thread: Thread; messages: Message[]; started: boolean; next: string | null }>;
  loggedTranscript(
    threadId: string,
    logState: "posted" | "owed" | "none",
    now: number,
    log?: LogEntry | null,
  ): Promise<void>;
  userTold(threadId: string, now: number): Promise<void>;
  /** Staff know now that what they type in this thread's channel can't be read. */
  toldUnreadable(threadId: string, now: number): Promise<void>;
  closed(threadId: string, now: number): Promise<void>;
  /**
   * Threads whose channel is shown to other roles than the settings name, and may be mended now; of one server, also
   * those that may later.
   */
  misshown(now: number, limit: number, guildId?: string): Promise<ThreadInGuild[]>;
  /** null: the channel is shown to the right roles; otherwise when that may be tried again. */
  reshown(threadId: string, again: number | null): Promise<void>;
  /** Threads whose opening, closing or log is unfinished and that nobody works on; oldest lease first. */
  unfinished(now: number, limit: number, guildId?: string): Promise<ThreadInGuild[]>;
}

/** Servers, what is known of people in them, and of the bot itself. */
export interface GuildStore {
  /**
   * Servers with Modmail enabled, and those with an open thread of the user: membership known or not, open threads
   * first, then last used.
   */
  candidates(userId: string, now: number): Promise<{ candidates: Candidate[]; askedAt: number | null }>;
  rememberMemberships(userId: string, answers: { guildId: string; isMember: boolean }[], now: number): Promise<void>;
  rememberUser(userId: string, dmChannelId: string, askedAt: number | null): Promise<void>;
  settings(guildId: string): Promise<Settings | null>;
  /**
   * Compare and set: false when the settings are no longer `before` (null: no row yet), and nothing is saved. What
   * changed is logged in the same batch; with other roles, open threads' channels become misshown.
   */
  saveSettings(before: Settings | null, settings: Settings, by: Actor, now: number): Promise<boolean>;
  /** The settings, the newest changes of them (newest first, at most 100), and what the relay told of the bot. */
  setup(guildId: string): Promise<{ settings: Settings | null; changes: LoggedChange[]; bot: Bot | null }>;
  /** How many of a server's threads are open, and how many of them can't take messages until a person mends something. */
  countThreads(guildId: string): Promise<{ open: number; waiting: number }>;
  bot(): Promise<Bot | null>;
  /**
   * `threadChannels`: of every thread that isn't closed. `knownChannels`, when asked for: where users and staff may have
   * written what never arrived, open threads first, then the most recent ones; of at most 2,000 threads.
   */
  saveBot(
    bot: Bot,
    now: number,
    asked?: { knownChannels: boolean },
  ): Promise<{ threadChannels: string[]; knownChannels: KnownChannel[] }>;
}

/** What the relay last told of the bot. */
export interface Bot {
  userId: string;
  messageContent: boolean;
}

/** A thread's channel or a user's DM (`guildId` null), with the newest message that was taken from there. */
export interface KnownChannel {
  channelId: string;
  guildId: string | null;
  userId: string;
  lastMessageId: string;
  /** Whether a thread that isn't closed, or a message that waits for a server, belongs there. */
  isOpen: boolean;
}

export interface NewThread {
  id: string;
  guildId: string;
  userId: string;
  dmChannelId: string;
  profile: Profile;
  openedVia: Thread["openedVia"];
  /** Of staff, who claim the thread with it; null: the user opens it. */
  contactedBy: string | null;
  /** What they say first: kept with the thread if this makes one. */
  reply?: NewMessage;
  openedAt: number;
  leaseUntil: number;
}
