// Which message in the logs channel tells of a thread: noted, so that it can be deleted one day.

import type { LogEntry, Sent } from "./ports.ts";

/** null: it doesn't stand (any more). */
export function entryIn(channelId: string, posted: Awaited<Sent> | null): LogEntry | null {
  const messageId = posted?.ok ? posted.value.messageId : null;
  return messageId === null ? null : { channelId, messageId };
}
