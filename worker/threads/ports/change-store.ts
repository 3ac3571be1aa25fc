// The Store port's part about what people do with what they said: edit it, delete it, answer it, react to it.

import type { Message } from "../../domain/message.ts";
import type { ThreadInGuild } from "./found.ts";

/** A message as it stands. */
export interface Kept {
  message: Message;
  /** null: it waits for the user's choice of a server. */
  inGuild: ThreadInGuild | null;
  /** The text that the last edit replaced; null: never edited. */
  before: string | null;
}

/** The right to show the other side how a message stands, which one run has at a time and for so long. */
export interface MirrorLease {
  now: number;
  until: number;
}

export interface Change {
  /** null: nothing is known of this message. */
  kept: Kept | null;
  /** Whether this call changed it. */
  changed: boolean;
  /** Whether this call has the lease: the other side has to be shown, and nobody else is at it. */
  leased: boolean;
}

/**
 * Messages of threads that are closing or closed are never changed: their transcripts are written. What isn't delivered
 * yet owes the other side nothing, until it is.
 */
export interface ChangeStore {
  /**
   * Replaces the text, unless the message was edited later than `at`, deleted, or never reached the other side; the old
   * text is kept.
   */
  editMessage(edit: { id: string; content: string; at: number; by: string }, lease: MirrorLease): Promise<Change>;
  /** `by` null: the source was deleted in Discord. What nobody has seen yet is then never delivered. */
  deleteMessage(deletion: { id: string; at: number; by: string | null }, lease: MirrorLease): Promise<Change>;
  /**
   * The other side shows the message as it stood with this edit or deletion. Returns it as it stands now when it was
   * changed since; the lease then goes on. `problem`: why the other side can't be shown.
   */
  mirrored(
    shown: Pick<Message, "id" | "copyIds" | "editedAt" | "deletedAt">,
    problem: string | null,
  ): Promise<Kept | null>;
  /** Gives the lease back; the schedule leaves the message alone until then. */
  mirrorLater(id: string, until: number): Promise<void>;
  /** Takes the lease of a message that the other side may not show as it stands; false: someone else has it. */
  leaseMirror(id: string, lease: MirrorLease): Promise<boolean>;
  /** Messages that the other side may not show as they stand and that nobody works on. */
  unmirrored(now: number, limit: number): Promise<Kept[]>;
  /**
   * Notes the bot's message that shows staff what is no message. One that was changed meanwhile is owed: staff may see it
   * as it was.
   */
  answerShown(id: string, shownId: string): Promise<void>;
  /**
   * The message that somebody sees as `shownId`: its source, a copy, or the bot's message that shows it; in the thread of
   * a channel, or in the threads of a user that take messages.
   */
  messageSeen(where: { channelId: string } | { userId: string }, shownId: string): Promise<Kept | null>;
  /**
   * Sources that are messages, that were sent later than `after` and not later than `upTo` and that nobody took back:
   * what staff typed in the thread of a channel, or what a user wrote in threads that take messages or without one.
   */
  typedIn(where: { channelId: string } | { userId: string }, after: string, upTo: string): Promise<string[]>;
  /** The thread that takes a user's messages now: the open one that they chose last. */
  currentThread(userId: string): Promise<ThreadInGuild | null>;
  /**
   * A message that one of this thread answers; null also when that was said with another server: these staff aren't to
   * read of it.
   */
  answered(id: string, threadId: string): Promise<Message | null>;
  /**
   * What this person (null: anybody) had replied in a channel's thread at this moment and nobody had taken back, newest
   * first; without what never reached the user.
   */
  repliesOf(channelId: string, which: { authorId: string | null; asOf: number }, limit: number): Promise<Message[]>;
}
