// The part of the Store port that keeps messages: taking them and ticking them off.

import type { Message } from "../../domain/message.ts";
import type { Copies, NewMessage, ThreadInGuild } from "./found.ts";

/** Part of D1: each method one round trip. */
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
   * doesn't show yet, oldest first; without what never reached its user or was taken back. Threads left alone until later
   * than `due` (release) are left out.
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
