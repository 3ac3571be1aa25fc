// What a form about a snippet asks for: read, and checked as far as nobody else does.

import { readSnippetName } from "../../domain/snippet.ts";
import type { removeSnippet } from "../../threads/snippets.ts";
import { keyedHash } from "../digests.ts";
import { isFormId } from "../form-fields.ts";
import type { GuildVisit } from "../page.ts";

/**
 * null: made up, or no name. The change's id follows from the form's sign and from what it changes: a form that is sent
 * again is the same change, one that somebody went back to for another snippet is another, with files of its own.
 */
export async function readWish(
  { guild, session, form, csrf }: GuildVisit,
  written: string,
): Promise<Parameters<typeof removeSnippet>[1] | null> {
  const sign = form.get("id") ?? "";
  const name = readSnippetName(written);
  if (!isFormId(sign) || !name.ok) return null;
  const id = (await keyedHash(csrf, `snippet ${guild.id} ${name.value} ${sign}`)).slice(0, 20);
  return { id, guildId: guild.id, name: name.value, by: { id: session.id, name: session.name } };
}
