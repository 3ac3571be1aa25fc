// Notices: what the bot itself says to users and staff, as facts. discord/views/notices.ts turns each into words.

import type { DiscordRefusal, Refusal } from "./refusal.ts";

/** Said in the user's DM. */
export type UserNotice =
  | { notice: "no-server" }
  | { notice: "thread-opened"; guildName: string }
  | { notice: "thread-invited"; guildName: string }
  | { notice: "thread-waits"; guildName: string }
  | { notice: "thread-closed"; guildName: string; reason: string | null };

/** Said in a thread's channel or in the logs channel. */
export type StaffNotice =
  | { notice: "not-sent"; refusal: Refusal }
  | { notice: "not-logged"; refusal: DiscordRefusal }
  | { notice: "not-deleted"; refusal: DiscordRefusal }
  | { notice: "unreadable" }
  | { notice: "cannot-open"; userId: string; refusal: DiscordRefusal };
