// enforce_nonce: the memory of which message an author sent under which nonce.

import type { MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

/** The message sent under this nonce within the window; "deleted" when it's gone since; null when there was none. */
export function findByNonce(world: World, authorId: string, nonce: string | number): MessageRecord | "deleted" | null {
  const known = world.nonces.get(keyOf(authorId, nonce));
  if (!known || world.now() - known.at > world.settings.nonceWindow) return null;
  return world.deletedMessages.has(known.record.message.id) ? "deleted" : known.record;
}

export function rememberNonce(world: World, authorId: string, nonce: string | number, record: MessageRecord): void {
  world.nonces.set(keyOf(authorId, nonce), { record, at: world.now() });
}

function keyOf(authorId: string, nonce: string | number): string {
  return `${authorId}:${nonce}`;
}
