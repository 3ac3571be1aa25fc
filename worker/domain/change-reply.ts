// Who may change what staff said, and when it can still be changed. Pure.

import type { Access } from "./access.ts";
import type { Message } from "./message.ts";
import type { Refusal } from "./refusal.ts";
import { no, ok, type Result } from "./result.ts";
import { mayAnswer, type Thread } from "./thread.ts";

/** The writer of a reply, and admins; in a claimed thread only who may answer there. */
export function mayChangeReply(
  thread: Pick<Thread, "claimedBy" | "closedBy" | "state">,
  message: Message,
  person: { id: string; access: Access },
): Result<void, Refusal> {
  const allowed = mayAnswer(thread, person);
  if (!allowed.ok) return allowed;
  if (message.kind !== "reply") return no({ reason: "not-a-reply" });
  if (message.author.id !== person.id && person.access !== "admin") {
    return no({ reason: "not-your-reply", by: message.author.id });
  }
  if (message.deletedAt !== undefined) return no({ reason: "reply-deleted" });
  return message.state === "refused" ? no({ reason: "reply-not-sent" }) : ok(undefined);
}
