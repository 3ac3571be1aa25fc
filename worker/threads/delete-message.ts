// Somebody deleted a message of theirs in Discord. A user's copy stays with staff, marked as deleted; a reply vanishes for
// the user. Who deletes a copy deletes only that: it is no source, and nothing is known of it here.

import { mirror, mirrorLease } from "./mirror.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "store" | "discord" | "files" | "links" | "now">;

export interface DeletionOutcome {
  outcome: Awaited<ReturnType<typeof mirror>> | "kept" | "unchanged" | "unknown";
  threadId: string | null;
}

/** Messages of closed threads stay as they are. Repeating it changes nothing. */
export async function deleteMessage(ports: Needs, id: string): Promise<DeletionOutcome> {
  // Discord doesn't say who deleted it, nor when.
  const deletion = { id, at: ports.now(), by: null };
  const { kept, changed, leased } = await ports.store.deleteMessage(deletion, mirrorLease(ports));
  if (kept === null) return { outcome: "unknown", threadId: null };
  const { threadId } = kept.message;
  if (!leased) return { outcome: changed ? "kept" : "unchanged", threadId };
  return { outcome: await mirror(ports, kept), threadId };
}
