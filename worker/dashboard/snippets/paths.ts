// The addresses of a server's snippets.

import type { LocalPath } from "../page.ts";

type Done = "added" | "edited" | "removed" | "restored";

export const snippetsPath = (guildId: string): LocalPath => `/dashboard/${guildId}/snippets`;
export const snippetPath = (guildId: string, name: string, done?: Done): LocalPath =>
  `${snippetsPath(guildId)}/${name}${done === undefined ? "" : `?done=${done}`}`;
export const newSnippetPath = (guildId: string): LocalPath => `${snippetsPath(guildId)}/new/form`;
