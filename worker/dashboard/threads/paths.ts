// The addresses of a server's threads.

import type { Thread } from "../../domain/thread.ts";
import type { LocalPath } from "../page.ts";

export const threadsPath = (guildId: string): LocalPath => `/dashboard/${guildId}/threads`;
export const threadPath = (guildId: string, threadId: string): LocalPath => `${threadsPath(guildId)}/${threadId}`;

/** A message's file, for who is signed in and may read the thread. */
export const filePath = (
  { guildId, id }: Pick<Thread, "guildId" | "id">,
  messageId: string,
  attachmentId: string,
): LocalPath => `${threadPath(guildId, id)}/files/${messageId}/${encodeURIComponent(attachmentId)}`;

/** With those parameters that aren't empty. */
export function withQuery(path: LocalPath, parameters: Record<string, string>): LocalPath {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ""));
  return query.size === 0 ? path : `${path}?${query}`;
}
