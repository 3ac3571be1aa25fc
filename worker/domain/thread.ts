// What a thread is, and who may do what in it. Pure.

import { type Access, isStaff } from "./access.ts";
import type { DiscordRefusal, Refusal } from "./refusal.ts";
import { no, ok, type Result } from "./result.ts";
import type { NotesShown } from "./user-note.ts";

export interface Thread {
  /** 20 characters a–z0–9. */
  id: string;
  guildId: string;
  /** Counts up from 1 in each server. */
  number: number;
  userId: string;
  dmChannelId: string;
  state: "opening" | "open" | "closing" | "closed";
  profile: Profile;
  /** What staff had noted about the user when it was opened. */
  userNotes: NotesShown;
  /** How many threads this user had with this server before. */
  earlierThreads: number;
  channelId: string | null;
  headerMessageId: string | null;
  /** Why opening can't go on until a person mends it. */
  trouble: DiscordRefusal["reason"] | null;
  /** Since when that is so; of a closed thread: why it ended. */
  troubleSince: number | null;
  leaseUntil: number;
  claimedBy: string | null;
  claimedAt: number | null;
  /** By the user's first message, by a command or button of theirs without one, or by staff. */
  openedVia: "message" | "command" | "contact";
  /** Who of staff opened it; null: the user did. */
  contactedBy: string | null;
  openedAt: number;
  closedBy: string | null;
  closeReason: string | null;
  closingAt: number | null;
  transcriptAt: number | null;
  logState: "posted" | "owed" | "none" | null;
  userToldAt: number | null;
  /** When staff were told that what they type in the channel can't be read. */
  unreadableToldAt: number | null;
  closedAt: number | null;
  /** When what was said was deleted: the row stays for numbers and figures, and its user is nobody's ("0"). */
  erasedAt: number | null;
  /** On the dashboard, admins see it and staff don't. Absent: both do. */
  confidential?: true;
}

/** In place of the user's id and DM channel of a thread that was erased. */
export const NOBODY = "0";

/** In place of its user's. */
export const ERASED_PROFILE: Profile = {
  username: "erased",
  displayName: "erased",
  avatarUrl: null,
  joinedAt: null,
  roleIds: [],
};

/** The user as staff saw them when the thread was opened. */
export interface Profile {
  username: string;
  displayName: string;
  avatarUrl: string | null;
  joinedAt: number | null;
  roleIds: string[];
  /** Absent: a person. */
  isBot?: true;
}

/**
 * Whether this person may answer the user: any staff while nobody has claimed the thread; afterwards the claimer and
 * admins. Others are asked to take over first.
 */
export function mayAnswer(
  thread: Pick<Thread, "claimedBy" | "state" | "closedBy">,
  person: { id: string; access: Access },
): Result<void, Refusal> {
  if (!isStaff(person.access)) return no({ reason: "not-staff" });
  if (thread.state === "closing" || thread.state === "closed") {
    return no({ reason: "thread-closing", by: thread.closedBy });
  }
  if (thread.claimedBy !== null && thread.claimedBy !== person.id && person.access !== "admin") {
    return no({ reason: "claimed-by-other", by: thread.claimedBy });
  }
  return ok(undefined);
}
