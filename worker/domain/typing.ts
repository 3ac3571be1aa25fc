// Whose typing the other side is shown. Pure.

import type { Access } from "./access.ts";
import type { Settings } from "./settings.ts";
import { mayAnswer, type Thread } from "./thread.ts";

/**
 * Staff who type in a thread's channel write an answer only for sure when everything typed there goes to the user, or when
 * the thread is theirs: otherwise it may be a note, and the user would wait for an answer that never comes.
 */
export function showsStaffTyping(
  thread: Pick<Thread, "state" | "claimedBy" | "closedBy">,
  settings: Pick<Settings, "mirrorTyping" | "replyCommand">,
  person: { id: string; access: Access },
): boolean {
  if (!settings.mirrorTyping || thread.state !== "open" || !mayAnswer(thread, person).ok) return false;
  return thread.claimedBy === person.id || !settings.replyCommand;
}
