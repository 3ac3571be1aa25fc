// What people read about edits and deletions.

import { date, mentionUser } from "./formats.ts";

export const mirror = {
  before: "Before the edit",
  noText: "*no text*",
  deletedByUser: "Deleted by the user",
  deleted: "Deleted",
  deletedBy: (id: string) => `Deleted by ${mentionUser(id)}`,
  at: (what: string, ms: number) => `${what}, ${date(ms)}`,
  editMenu: "Edit this reply",
  editTitle: "Edit this reply",
  editLabel: "What the reply says from now on",
  editHint: "The user sees the new text. The old one is kept and only staff see it.",
  deleteMenu: "Delete this reply",
  edited: (by: string) => `${mentionUser(by)} edited a reply. The user sees it as it is now.`,
  deletedReply: (by: string) => `${mentionUser(by)} deleted a reply. The user doesn't see it any more.`,
  notTakenBack: (why: string) => `The user still has that reply. ${why}`,
  notEdited: (why: string) => `Your edit didn't reach the user. ${why}`,
} as const;
