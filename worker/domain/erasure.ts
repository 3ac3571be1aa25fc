// Erasing a person's data: whose, in which server, and what went so far. Pure.

export interface Erasure {
  /** The interaction's or the form's that asked for it. */
  id: string;
  userId: string;
  /** null: everywhere, which only the person themselves can ask for. */
  guildId: string | null;
  /** This thread of theirs alone. Absent: all of them, and what else is kept of the person. */
  threadId?: string;
  /** The admin who asked; null: the person themselves. */
  by: { id: string; name: string } | null;
  /** Where the person gets the receipt; null: nowhere. */
  dmChannelId: string | null;
  askedAt: number;
  went: Went;
}

/** What was erased, counted. */
export interface Went {
  threads: number;
  messages: number;
  files: number;
  /** Notes that staff kept on the person. */
  notes: number;
  /** Entries of logs channels, transcripts among them: deleted, and those that the bot couldn't delete. */
  logEntries: number;
  logEntriesLeft: number;
}

/** Why a thread's content goes: its user asked, an admin did, or the server doesn't keep it any longer. */
export type ErasedFor = "user" | "admin" | "retention";
