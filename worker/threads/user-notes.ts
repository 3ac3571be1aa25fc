// Notes on a user: added by staff, removed by who wrote them and by admins. Each server has its own.

import type { Access } from "../domain/access.ts";
import type { Author } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { NOTES_PER_USER, readUserNote } from "../domain/user-note.ts";
import type { Ports } from "./ports.ts";

interface About {
  guildId: string;
  userId: string;
}

/** `id` is the interaction's: the same one again is one note. */
export async function addUserNote(
  ports: Pick<Ports, "store" | "now">,
  { guildId, userId }: About,
  given: { id: string; author: Author; text: string },
): Promise<Result<void, Refusal>> {
  const text = readUserNote(given.text);
  if (!text.ok) return text;
  const author = { id: given.author.id, name: given.author.name };
  const note = { id: given.id, author, text: text.value, at: ports.now() };
  const added = await ports.store.addUserNote(guildId, userId, note, NOTES_PER_USER);
  return added ? ok(undefined) : no({ reason: "notes-full", limit: NOTES_PER_USER });
}

export async function removeUserNote(
  ports: Pick<Ports, "store">,
  { guildId, userId }: About,
  noteId: string,
  person: { id: string; access: Access },
): Promise<Result<void, Refusal>> {
  const by = person.access === "admin" ? null : person.id;
  switch (await ports.store.removeUserNote(guildId, userId, noteId, by)) {
    case "removed":
      return ok(undefined);
    case "not-theirs":
      return no({ reason: "note-of-another" });
    case "unknown":
      return no({ reason: "no-note" });
  }
}
