// The Store port's notes on users: each server's own.

import type { UserNote } from "../../domain/user-note.ts";

export interface UserNoteStore {
  /** False: there are `limit` already. The same note again is kept once. */
  addUserNote(guildId: string, userId: string, note: UserNote, limit: number): Promise<boolean>;
  /** Latest first; `total` counts them all. */
  userNotes(
    guildId: string,
    userId: string,
    limit: number,
    offset: number,
  ): Promise<{ notes: UserNote[]; total: number }>;
  /** `by`: only if this person wrote it; null: whoever did. */
  removeUserNote(
    guildId: string,
    userId: string,
    noteId: string,
    by: string | null,
  ): Promise<"removed" | "not-theirs" | "unknown">;
}
