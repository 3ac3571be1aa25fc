// The addresses of a server's notes on users.

import type { LocalPath } from "../page.ts";

export const notesPath = (guildId: string): LocalPath => `/dashboard/${guildId}/notes`;
export const userNotesPath = (guildId: string, userId: string, done?: "added" | "removed"): LocalPath =>
  `${notesPath(guildId)}/${userId}${done === undefined ? "" : `?done=${done}`}`;
