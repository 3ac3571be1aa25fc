// What the Store port takes and gives again and again: threads with what belongs to them, and messages on their way in.

import type { Message } from "../../domain/message.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Thread } from "../../domain/thread.ts";

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

/** A message in a server's logs channel. */
export interface LogEntry {
  channelId: string;
  messageId: string;
}
