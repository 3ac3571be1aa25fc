// A note: stays among staff, kept for the transcript with its files.

import { isEmpty } from "../domain/extras.ts";
import type { Message } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { keepFiles } from "./files.ts";
import type { NewMessage, Ports, ThreadInGuild } from "./ports.ts";

/** Repeating it with the same source id keeps one; what is kept already, as a reply too, stays what it is. */
export async function keepNote(
  ports: Pick<Ports, "store" | "files">,
  { thread }: ThreadInGuild,
  draft: Omit<NewMessage, "kind" | "userId" | "anonymous">,
): Promise<Result<Message, Refusal>> {
  if (isEmpty(draft)) return no({ reason: "nothing-to-note" });
  await keepFiles(ports.files, draft);
  const note = { ...draft, kind: "note" as const, userId: thread.userId, threadId: thread.id };
  const kept = await ports.store.keepStaffMessage(note, "delivered");
  if (kept === null) return no({ reason: "thread-closing", by: null });
  // Ids come from outside: one that is another thread's says nothing of this one.
  return kept.message.threadId === thread.id ? ok(kept.message) : no({ reason: "made-up" });
}
