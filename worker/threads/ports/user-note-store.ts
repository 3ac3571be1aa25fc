// The Store port's notes on users: each server's own.

import type { Profile } from "../../domain/thread.ts";
import type { UserNote } from "../../domain/user-note.ts";

export interface NotedUser {
  userId: string;
  /** As staff saw them when their latest thread was opened; null: they never had one. */
  profile: Profile | null;
  total: number;
  latest: UserNote;
}

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
  /** Users with notes, whose name begins so (empty: all), the latest noted first; `total` counts them all. */
  notedUsers(
    guildId: string,
    name: string,
    limit: number,
    offset: number,
  ): Promise<{ users: NotedUser[]; total: number }>;
  /** As staff saw the user when their latest thread was opened; null: they never had one there. */
  lastProfile(guildId: string, userId: string): Promise<Profile | null>;
  /** `by`: only if this person wrote it; null: whoever did. */
  removeUserNote(
    guildId: string,
    userId: string,
    noteId: string,
    by: string | null,
  ): Promise<"removed" | "not-theirs" | "unknown">;
}
