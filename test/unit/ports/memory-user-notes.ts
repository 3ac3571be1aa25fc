// The Store port's notes on users in memory; the contract in test/worker/store-contract-user-notes.ts holds it to D1.

import type { Profile } from "../../../worker/domain/thread.ts";
import type { NotesShown } from "../../../worker/domain/user-note.ts";
import type { UserNoteStore } from "../../../worker/threads/ports.ts";
import type { Tables } from "./memory-tables.ts";

const SHOWN = 3;
const SHOWN_CHARACTERS = 200;

const notesOn = ({ userNotes }: Tables, guildId: string, userId: string) =>
  userNotes
    .filter((row) => row.guildId === guildId && row.userId === userId)
    .map(({ note }) => note)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));

export function memoryUserNotes(tables: Tables): UserNoteStore {
  return {
    async addUserNote(guildId, userId, note, limit) {
      const notes = notesOn(tables, guildId, userId);
      if (notes.some(({ id }) => id === note.id)) return true;
      if (notes.length >= limit) return false;
      tables.userNotes.push({ guildId, userId, note: structuredClone(note) });
      return true;
    },

    async userNotes(guildId, userId, limit, offset) {
      const notes = notesOn(tables, guildId, userId);
      return { notes: structuredClone(notes.slice(offset, offset + limit)), total: notes.length };
    },

    async notedUsers(guildId, name, limit, offset) {
      const profileOf = (userId: string) => memoryLastProfile(tables, guildId, userId);
      const begins = (text: string) => text.toLowerCase().startsWith(name.toLowerCase());
      const named = new Set(
        tables.threads
          .filter((row) => row.guildId === guildId)
          .filter(({ profile }) => begins(profile.username) || begins(profile.displayName))
          .map(({ userId }) => userId),
      );
      const ids = [...new Set(tables.userNotes.filter((row) => row.guildId === guildId).map(({ userId }) => userId))];
      const users = ids
        .filter((userId) => name === "" || named.has(userId))
        .flatMap((userId) => {
          const [latest, ...others] = notesOn(tables, guildId, userId);
          return latest ? [{ userId, profile: profileOf(userId), total: 1 + others.length, latest }] : [];
        })
        .sort((a, b) => b.latest.at - a.latest.at || (a.userId < b.userId ? -1 : 1));
      return { users: structuredClone(users.slice(offset, offset + limit)), total: users.length };
    },

    async lastProfile(guildId, userId) {
      return memoryLastProfile(tables, guildId, userId);
    },

    async removeUserNote(guildId, userId, noteId, by) {
      const at = tables.userNotes.findIndex(
        (row) => row.guildId === guildId && row.userId === userId && row.note.id === noteId,
      );
      if (at < 0) return "unknown";
      if (by !== null && tables.userNotes[at]?.note.author.id !== by) return "not-theirs";
      tables.userNotes.splice(at, 1);
      return "removed";
    },
  };
}

function memoryLastProfile(tables: Tables, guildId: string, userId: string): Profile | null {
  const latest = tables.threads
    .filter((row) => row.guildId === guildId && row.userId === userId)
    .sort((a, b) => b.openedAt - a.openedAt)[0];
  return structuredClone(latest?.profile ?? null);
}

/** What a thread that is opened now keeps of them. */
export function memoryNotesShown(tables: Tables, guildId: string, userId: string): NotesShown {
  const notes = notesOn(tables, guildId, userId);
  const latest = notes
    .slice(0, SHOWN)
    .map((note) => ({ ...structuredClone(note), text: [...note.text].slice(0, SHOWN_CHARACTERS).join("") }));
  return { total: notes.length, latest };
}
