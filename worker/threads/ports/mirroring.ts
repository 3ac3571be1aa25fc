// The Discord port's part about changing what stands there already: copies, reactions; and typing.

import type { Emoji } from "../../domain/emoji.ts";
import type { Message } from "../../domain/message.ts";
import type { DiscordRefusal } from "../../domain/refusal.ts";
import type { Result } from "../../domain/result.ts";
import type { Thread } from "../../domain/thread.ts";
import type { LinkedFile } from "./files.ts";

/** A message as it stands after an edit or a deletion. */
export interface Revision {
  message: Message;
  /** The text that the last edit replaced; null: never edited. For staff only. */
  before: string | null;
  /** Files of the message that its copies link to. */
  linked: LinkedFile[];
}

type Revised = Promise<Result<Message["copyIds"], DiscordRefusal>>;

/** Ordinary refusals are values; a message that is gone is none, there is nothing left to change. */
export interface Mirroring {
  /**
   * Shows a user's message as it stands now in its copies: edits those that there are, sends what doesn't fit in them,
   * removes those left over. Files stay where they are. Returns the copies that stand.
   */
  reviseUserMessage(channelId: string, revision: Revision): Revised;
  /** A reply in the user's DM, in the same way; nothing there says what it was before. */
  reviseReply(thread: Thread, guildName: string, revision: Revision): Revised;
  /** The bot's answer to the interaction that a reply came from, which staff see. */
  reviseAnswer(channelId: string, answerId: string, revision: Revision, userName: string): Promise<void>;
  /** By the bot; repeating it changes nothing. */
  react(channelId: string, messageId: string, emoji: Emoji): Promise<Result<void, DiscordRefusal>>;
  unreact(channelId: string, messageId: string, emoji: Emoji): Promise<Result<void, DiscordRefusal>>;
  reactionsOn(channelId: string, messageId: string): Promise<Result<Reactions, DiscordRefusal>>;
  /** For ten seconds, or until the bot writes there. */
  showTyping(channelId: string): Promise<Result<void, DiscordRefusal>>;
}

/** By emoji: how many others reacted with it, and whether the bot did. */
type Reactions = { emoji: Emoji; others: number; own: boolean }[];
