// Deletions that nobody heard of, found by what stands in a channel: of what was typed there, what is missing was deleted.

import { Later } from "../domain/refusal.ts";
import { deleteMessage } from "./delete-message.ts";
import type { Ports } from "./ports.ts";

export interface SeenChannel {
  channelId: string;
  /** null: the user's direct messages. */
  guildId: string | null;
  userId: string;
  /** Everybody's messages there, oldest first. */
  ids: readonly string[];
  /** Nothing is known of messages up to this one. */
  after: string;
  /** And nothing of what is newer than this one, which needn't stand there any more. */
  upTo: string;
}

/** An invocation may make 50 requests on the free plan; a deletion takes three or four. */
const AT_ONCE = 10;

/** Later when more are missing than one run can mark; it then goes on with the rest. */
export async function deleteMissing(
  ports: Pick<Ports, "store" | "discord" | "files" | "links" | "now">,
  { channelId, guildId, userId, ids, after, upTo }: SeenChannel,
): Promise<{ outcome: "nothing-missing" | "deleted" }> {
  // A channel that shows nothing at all says nothing: the bot may not see what stands there.
  if (ids.length === 0) return { outcome: "nothing-missing" };
  const standing = new Set(ids);
  const typed = await ports.store.typedIn(guildId === null ? { userId } : { channelId }, after, upTo);
  const missing = typed.filter((id) => !standing.has(id));
  for (const id of missing.slice(0, AT_ONCE)) await deleteMessage(ports, id);
  if (missing.length > AT_ONCE) throw new Later(1, "more messages were deleted than one run can mark");
  return { outcome: missing.length === 0 ? "nothing-missing" : "deleted" };
}
