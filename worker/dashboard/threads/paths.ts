// The addresses of a server's threads.

import type { LocalPath } from "../page.ts";

export const threadsPath = (guildId: string): LocalPath => `/dashboard/${guildId}/threads`;
export const threadPath = (guildId: string, threadId: string): LocalPath => `${threadsPath(guildId)}/${threadId}`;

/** With those parameters that aren't empty. */
export function withQuery(path: LocalPath, parameters: Record<string, string>): LocalPath {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ""));
  return query.size === 0 ? path : `${path}?${query}`;
}
