// What staff read of notes on a user.

import { ago, mentionUser } from "./formats.ts";

export const userNotes = {
  title: (total: number) => `Notes on this user (${total})`,
  about: (user: string) => `About ${mentionUser(user)}. Only this server's staff see these, in each later thread too.`,
  none: (user: string) =>
    `There are no notes on ${mentionUser(user)} yet. Add one with \`/usernote add\`; staff see it in each later thread.`,
  entry: (text: string, at: number) => `${text}\n${ago(at)}`,
  added: (user: string) => `Noted about ${mentionUser(user)}. Staff see it in each later thread.`,
  removed: "The note is removed. Headers and transcripts of threads that showed it stay as they are.",
  earlier: "Later notes",
  more: "Earlier notes",
  add: "Add a note",
  remove: "Remove a note",
  form: {
    title: "Note on this user",
    text: "Note",
    hint: "Only this server's staff see it, in each later thread with this user.",
  },
  /** A line of a thread's header. */
  shown: (text: string, by: string, at: number) => `${text} · ${mentionUser(by)} ${ago(at)}`,
  others: (count: number) => `and ${count} more: \`/usernote list\``,
  full: (limit: number) =>
    `There are ${limit} notes on this user, which is as many as there may be. Remove some first.`,
  gone: "There is no such note (any more). `/usernote list` shows what there is.",
  notYours: "Someone else wrote that note. They or an admin can remove it.",
  whose: "Say about whom: choose a `user`, or use this in the channel of their thread.",
} as const;
