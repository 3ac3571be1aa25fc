// The part of the Store port that keeps threads: made, found by channel, claimed, leased, closed.

import type { Message } from "../../domain/message.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Profile, Thread } from "../../domain/thread.ts";
import type { FoundThread, LogEntry, NewMessage, ThreadInGuild } from "./found.ts";
import type { Bot } from "./guild-store.ts";

/** What becomes of a closing thread's messages that nobody has seen. */
export type Waiting = "released" | "closed-by-user" | "unreached";

/** Part of D1: each method one round trip. */
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
