// A message of a thread as it is kept: what a user said, what staff replied, and notes among staff. Pure.

import type { Extras } from "./extras.ts";

export interface Message {
  /** The source's id: a Discord message's, or the interaction's that carried a reply. */
  id: string;
  threadId: string | null;
  userId: string;
  kind: "user" | "reply" | "note";
  state: "pending" | "delivered" | "refused";
  author: Author;
  /** Of a reply: the user isn't told who wrote it. Absent: they are. */
  anonymous?: true;
  content: string;
  attachments: Attachment[];
  /** Absent when there is nothing besides text and files. */
  extras?: Extras;
  /** Where the source stands; for an interaction, the channel it was used in. */
  channelId: string;
  /**
   * The copies that stand on the other side, in order: one, or several of what is too much for one. While the message is
   * pending, others are still to come. null: deleted before it was noted.
   */
  copyIds: (string | null)[];
  problem: string | null;
  sentAt: number;
  deliveredAt: number | null;
  /** What has its id in Discord; what was written on the dashboard has an id of its own making. */
  source: "message" | "interaction" | "dashboard";
  /** Of what is no message: the bot's message in the thread's channel that shows it, which is what staff see. */
  shownId?: string;
  /** The source of the message that this one answers. */
  answersId?: string;
  /** When its text was last changed, by Discord's clock. Absent: never. */
  editedAt?: number;
  /** When it was taken back; what it was is kept. */
  deletedAt?: number;
  /** Absent beside deletedAt: the source was deleted in Discord, which doesn't say by whom. */
  deletedBy?: string;
  /** The texts that edits replaced, oldest first. Read with a whole thread only. */
  earlier?: EarlierText[];
}

export interface EarlierText {
  content: string;
  /** When another text took its place, and whose that was. */
  replacedAt: number;
  replacedBy: string;
}

/**
 * The message that a side sees: what they wrote, or the first copy of what the other side wrote. null: there is none, or
 * nobody noted which.
 */
export function seenBy(side: "user" | "staff", message: Message): string | null {
  const { id, kind, copyIds, deletedAt } = message;
  const isOwn = (side === "user") === (kind === "user");
  if (isOwn) return message.source === "message" ? id : (message.shownId ?? null);
  // A reply that was taken back is gone from the user's side; what a user took back stays with staff.
  if (kind === "note" || (kind === "reply" && deletedAt !== undefined)) return null;
  return copyIds[0] ?? null;
}

export interface Author {
  id: string;
  name: string;
  avatarUrl: string | null;
}

export interface Attachment {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  contentType: string | null;
  /** Discord's link; dies after about a day. */
  url: string;
  description: string | null;
  spoiler: boolean;
  /** Of a voice message: how long it is. */
  seconds?: number;
}

const DISCORD_EPOCH = 1_420_070_400_000n;

/** Milliseconds since 1970 at which Discord made an id (Discord: reference#snowflakes). */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH);
}

/** The smallest id that Discord can make at this time. */
export const snowflakeAt = (time: number): string => String((BigInt(time) - DISCORD_EPOCH) << 22n);

const QUICK_MS = 5 * 60_000;

/**
 * Whether a message's copy goes on below the copy of the one said before it there, without saying again who writes:
 * same writer (of anonymous replies that is the server, whoever wrote them), same thread, nothing in between, soon enough,
 * and not taken back since.
 */
export const isContinued = (previous: Message | null, message: Message): boolean =>
  previous !== null &&
  previous.state === "delivered" &&
  previous.deletedAt === undefined &&
  previous.kind === message.kind &&
  previous.threadId === message.threadId &&
  writerOf(previous) === writerOf(message) &&
  message.sentAt - previous.sentAt < QUICK_MS;

const writerOf = ({ anonymous, author }: Message): string => (anonymous ? "server" : author.id);

const LATE_AFTER_MS = 2 * 60_000;

/** Whether a message that reaches the other side now had to wait so long that people should be told when it was sent. */
export const isLate = (message: Pick<Message, "sentAt">, now: number): boolean => now - message.sentAt > LATE_AFTER_MS;

export const isSnowflake = (text: string): boolean => /^\d{17,20}$/.test(text);
