// What a form about a snippet asks for: read, and checked as far as nobody else does.

import { readSnippetName } from "../../domain/snippet.ts";
import type { removeSnippet } from "../../threads/snippets.ts";
import type { GuildVisit } from "../page.ts";

/** The change's id came from the form, where `newThreadId` made it. */
const isId = (text: string): boolean => /^[a-z2-7]{20}$/.test(text);

/** null: made up, or no name. */
export function readWish(
  { guild, session, form }: GuildVisit,
  written: string,
): Parameters<typeof removeSnippet>[1] | null {
  const id = form.get("id") ?? "";
  const name = readSnippetName(written);
  if (!isId(id) || !name.ok) return null;
  return { id, guildId: guild.id, name: name.value, by: { id: session.id, name: session.name } };
}

/** Line breaks as everybody else writes them: browsers send two characters for one. */
export const readText = (form: URLSearchParams): string => (form.get("text") ?? "").replaceAll("\r\n", "\n");
