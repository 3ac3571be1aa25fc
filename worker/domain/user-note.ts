// Notes on a user: what a server's staff keep about someone beyond one thread. Pure.

import type { Author } from "./message.ts";
import type { Refusal } from "./refusal.ts";
import { no, ok, type Result } from "./result.ts";

export interface UserNote {
  /** The interaction's that brought it. */
  id: string;
  author: Pick<Author, "id" | "name">;
  text: string;
  at: number;
}

/** What a thread's header shows: the latest first, each cut to 200 characters. */
export interface NotesShown {
  total: number;
  latest: UserNote[];
}

export const USER_NOTE_LIMIT = 1000;
export const NOTES_PER_USER = 100;

export function readUserNote(text: string): Result<string, Refusal> {
  const trimmed = text.trim();
  if (trimmed === "") return no({ reason: "nothing-to-note" });
  return trimmed.length <= USER_NOTE_LIMIT ? ok(trimmed) : no({ reason: "too-long", limit: USER_NOTE_LIMIT });
}
