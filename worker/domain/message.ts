// A message of a thread as it is kept: what a user said, what staff replied, and notes among staff. Pure.

export interface Message {
  /** The source's id: a Discord message's, or the interaction's that carried a reply. */
  id: string;
  threadId: string | null;
  userId: string;
  kind: "user" | "reply" | "note";
  state: "pending" | "delivered" | "refused";
  author: Author;
  content: string;
  attachments: Attachment[];
  /** Where the source stands; for an interaction, the channel it was used in. */
  channelId: string;
  /** The copy on the other side, once delivered. */
  copyId: string | null;
  problem: string | null;
  sentAt: number;
  deliveredAt: number | null;
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
}

/** Milliseconds since 1970 at which Discord made an id (Discord: reference#snowflakes). */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}

export const isSnowflake = (text: string): boolean => /^\d{17,20}$/.test(text);
