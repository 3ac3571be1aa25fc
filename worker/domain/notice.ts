// Notices: what the bot itself says to users and staff, as facts. discord/views/notices.ts turns each into words.

import type { Went } from "./erasure.ts";
import type { Message } from "./message.ts";
import type { DiscordRefusal, Refusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";
import type { Typing } from "./staff-message.ts";

/** Which server a notice is about, and what the user may do from there. */
export interface AboutServer {
  guildName: string;
  /** The server's id, if the user may close their thread there themselves. */
  closes: string | null;
  /** There are other servers to which the user could write. */
  elsewhere: boolean;
}

export const aboutServer = (settings: Settings, elsewhere: boolean): AboutServer => ({
  guildName: settings.guildName,
  closes: settings.usersMayClose ? settings.guildId : null,
  elsewhere,
});

/** Said in the user's DM. */
export type UserNotice =
  | { notice: "no-server" }
  /** The user's message opened a thread; `greeting`: the server's own text. */
  | { notice: "thread-opened"; about: AboutServer; greeting: string | null }
  /** They asked for one without a message. */
  | { notice: "thread-invited"; about: AboutServer; greeting: string | null }
  /** Staff want to talk; the thread follows. */
  | { notice: "thread-contacted"; about: AboutServer }
  /** What they write goes to this server from now on, as they answered something from there. */
  | { notice: "talking-to"; about: AboutServer }
  | { notice: "thread-waits"; about: AboutServer }
  /** `text` is what the message began with; empty when there were only files. */
  | { notice: "not-delivered"; about: AboutServer; text: string; refusal: DiscordRefusal }
  /**
   * `closing`: the server's own text. `unreachedSince`: when staff could last be reached, if that is why it ends. `next`:
   * the server to which what they write goes now, as they have a thread there; null: it opens a new one.
   */
  | {
      notice: "thread-closed";
      guildName: string;
      closing: string | null;
      reason: string | null;
      unreachedSince: number | null;
      next: string | null;
    }
  /** The receipt; `guildName` null: everywhere. */
  | { notice: "erased"; went: Went; guildName: string | null };

/** Said in a thread's channel or in the logs channel. */
export type StaffNotice =
  | { notice: "not-sent"; refusal: Refusal }
  /** `before`: the text that the edit replaced. */
  | { notice: "reply-edited" | "reply-deleted"; by: string; message: Message; before: string | null; userName: string }
  /** Staff edited or deleted a reply, and the user still sees it as it was. */
  | { notice: "not-edited" | "not-taken-back"; refusal: Refusal }
  /** A command that isn't about sending. */
  | { notice: "refused"; refusal: Refusal }
  | { notice: "claimed" | "unclaimed" | "closing"; by: string }
  | { notice: "taken-over"; by: string; from: string }
  | { notice: "user-id"; userId: string; name: string }
  | { notice: "help"; typing: Typing }
  /** `word` is empty when there was none, `nearest` null when it looks like no command. */
  | { notice: "unknown-command"; word: string; nearest: string | null; typing: Typing }
  | { notice: "erased"; number: number }
  | { notice: "not-logged"; refusal: DiscordRefusal }
  | { notice: "not-deleted"; refusal: DiscordRefusal }
  /** One of the user's messages can't be shown here. */
  | { notice: "not-shown"; userId: string; refusal: DiscordRefusal }
  /** What was typed can't be read: it may have been meant for the user, or as talk among staff. */
  | { notice: "unreadable" }
  | { notice: "unreadable-talk" }
  | { notice: "cannot-open"; userId: string; refusal: DiscordRefusal };
