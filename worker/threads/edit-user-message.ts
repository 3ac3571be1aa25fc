// A user edited a direct message: its copy shows the new text and staff what it was before.

import { snowflakeTime } from "../domain/message.ts";
import { mirror, mirrorLease } from "./mirror.ts";
import type { NewMessage, Ports } from "./ports.ts";
import { receiveUserMessage, type UserMessageOutcome } from "./receive-user-message.ts";

type Outcome = Awaited<ReturnType<typeof mirror>> | "kept" | "unchanged" | "unknown";

/** Within this an edit may come before the message itself, when two relays are at work. */
const YOUNG_MS = 10 * 60_000;

/**
 * `editedAt` by Discord's clock: an older edit that comes late changes nothing. What staff haven't seen yet they will see
 * as it is now, with the old text beside it; messages of closed threads stay as they are.
 */
export async function editUserMessage(
  ports: Ports,
  message: NewMessage,
  editedAt: number,
): Promise<{ outcome: Outcome; threadId: string | null } | UserMessageOutcome> {
  const edit = { id: message.id, content: message.content, at: editedAt, by: message.userId };
  const { kept, changed, leased } = await ports.store.editMessage(edit, mirrorLease(ports));
  if (kept === null) {
    // The message that comes after it is then known already, and stays as it was edited.
    if (ports.now() - snowflakeTime(message.id) < YOUNG_MS) return receiveUserMessage(ports, message);
    return { outcome: "unknown", threadId: null };
  }
  const done = (outcome: Outcome) => ({ outcome, threadId: kept.message.threadId });
  if (!leased) return done(changed ? "kept" : "unchanged");
  return done(await mirror(ports, kept));
}
