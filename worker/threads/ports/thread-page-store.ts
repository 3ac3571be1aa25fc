// The Store port's pages of one thread: its messages a piece at a time, however many there are.

import type { Message } from "../../domain/message.ts";
import type { Term } from "../../domain/search.ts";
import type { Thread } from "../../domain/thread.ts";
import type { Totals } from "../../domain/totals.ts";
import type { FoundThread } from "./found.ts";
import type { NamedStaff } from "./thread-list-store.ts";

/** Where a page of a thread's messages begins, or ends. */
export type MessagePlace =
  | "start"
  | "end"
  | { after: MessageCursor }
  | { before: MessageCursor }
  /** With the first that was sent at this time or later; at the end when there is none. */
  | { since: number }
  /** Up to 50 messages before the first that has one of these in it; at the start when none has. */
  | { said: readonly Term[] };

/** Messages stand in the order of these two. */
export type MessageCursor = Pick<Message, "sentAt" | "id">;

export interface ThreadPage {
  thread: Thread;
  /** Who has claimed the thread, and who closed it: those of the two that somebody is. */
  staff: NamedStaff[];
  /** In order. */
  messages: Message[];
  /** What these answer, as far as it is on another page. */
  answered: Message[];
  /** Whether there are others before them, and after. */
  earlier: boolean;
  later: boolean;
}

export interface ThreadPageStore {
  /** null: the server has no such thread. */
  threadPage(guildId: string, threadId: string, place: MessagePlace, limit: number): Promise<ThreadPage | null>;
  /** To do something in a thread, whatever its state; null: the server has no such thread. */
  threadIn(guildId: string, threadId: string): Promise<Omit<FoundThread, "message"> | null>;
  /** Of all its messages; reads them all. */
  threadTotals(threadId: string): Promise<Totals>;
  /** A message of a thread of the server; null: there is none. */
  messageIn(guildId: string, threadId: string, messageId: string): Promise<{ thread: Thread; message: Message } | null>;
  /** False: the server has no such thread. */
  markConfidential(guildId: string, threadId: string, confidential: boolean): Promise<boolean>;
}
