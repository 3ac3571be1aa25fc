// What the in-memory store holds: the tables of migrations/ as arrays of domain objects.

import type { Erasure } from "../../../worker/domain/erasure.ts";
import type { FirstReply } from "../../../worker/domain/figures.ts";
import type { EarlierText, Message } from "../../../worker/domain/message.ts";
import type { Session, Standing } from "../../../worker/domain/session.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import type { LoggedChange } from "../../../worker/domain/settings-log.ts";
import type { Snippet } from "../../../worker/domain/snippet.ts";
import type { Thread } from "../../../worker/domain/thread.ts";
import type { UserNote } from "../../../worker/domain/user-note.ts";
import type { Bot, LogEntry, SnippetChange, ThreadInGuild } from "../../../worker/threads/ports.ts";

export interface ThreadRow extends Thread {
  chosenAt: number;
  reshowAt: number | null;
  openedLog: LogEntry | null;
  closedLog: LogEntry | null;
  firstReply: FirstReply | null;
}

export interface ErasureRow extends Omit<Erasure, "userId"> {
  userId: string | null;
  leaseUntil: number;
  doneAt: number | null;
}

export interface Tables {
  guilds: Map<string, Settings>;
  users: Map<string, { dmChannelId: string; askedAt: number | null }>;
  /** By user and server. */
  memberships: Map<string, { isMember: boolean; checkedAt: number }>;
  threads: ThreadRow[];
  messages: Message[];
  /** By user and server. */
  contacts: Map<string, { id: string; guildId: string; by: string; triedAt: number; doneAt: number | null }>;
  userNotes: { guildId: string; userId: string; note: UserNote }[];
  snippets: (Snippet & { guildId: string })[];
  snippetChanges: (SnippetChange & { guildId: string; name: string })[];
  settingsChanges: (LoggedChange & { guildId: string })[];
  /** By the hash of their ids. */
  sessions: Map<string, Session>;
  /** By user and server. */
  standings: Map<string, { userId: string; standing: Standing }>;
  signIns: Map<string, { spanAt: number; count: number }>;
  /** Oldest first. */
  versions: (EarlierText & { messageId: string })[];
  /** What the other side may not show as it stands, with the time until which someone works on it. */
  unmirrored: Map<string, number>;
  erasures: ErasureRow[];
  /** What the schedule keeps of a server, by its id; none: as for one that is new. */
  tending: Map<string, { leftAt: number | null; purgedUntil: number; tendAt: number }>;
  bot: Bot | null;
}

export const emptyTables = (): Tables => ({
  guilds: new Map(),
  users: new Map(),
  memberships: new Map(),
  threads: [],
  messages: [],
  contacts: new Map(),
  userNotes: [],
  snippets: [],
  snippetChanges: [],
  settingsChanges: [],
  sessions: new Map(),
  standings: new Map(),
  signIns: new Map(),
  versions: [],
  unmirrored: new Map(),
  erasures: [],
  tending: new Map(),
  bot: null,
});

export const membershipKey = (userId: string, guildId: string): string => `${userId}/${guildId}`;

/** A copy: what a caller does to its answer mustn't change the table. */
export function threadOf(row: ThreadRow): Thread {
  const { chosenAt: _, reshowAt: _____, openedLog: __, closedLog: ___, firstReply: ____, ...thread } = row;
  return structuredClone(thread);
}

export const messagesWhere = (tables: Tables, is: (message: Message) => boolean): Message[] =>
  tables.messages
    .filter(is)
    .sort(bySentAt)
    .map((message) => structuredClone(message));

/** Of a thread, in order; with the texts that edits replaced. `page`: which of them, all if it is absent. */
export const threadMessages = (
  tables: Tables,
  threadId: string,
  page: (all: readonly Message[]) => readonly Message[] = (all) => all,
): Message[] =>
  page(tables.messages.filter((message) => message.threadId === threadId).sort(bySentAt)).map((kept) => {
    const message = structuredClone(kept);
    const earlier = tables.versions
      .filter(({ messageId }) => messageId === message.id)
      .map(({ messageId: _, ...version }) => version);
    return earlier.length === 0 ? message : { ...message, earlier };
  });

const bySentAt = (a: Message, b: Message): number => a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1);

export function inGuild(tables: Tables, row: ThreadRow): ThreadInGuild[] {
  const settings = tables.guilds.get(row.guildId);
  return settings ? [{ thread: threadOf(row), settings: { ...settings } }] : [];
}

export const isUndelivered = (message: Message): boolean => message.kind === "user" && message.state === "pending";

export const takesMessages = (thread: Thread): boolean => thread.state === "opening" || thread.state === "open";

/** With which name somebody of staff wrote in a thread, or as whom they signed in. */
export const nameIn = (tables: Tables, threadId: string, staffId: string): string | null =>
  threadMessages(tables, threadId, (all) => all.slice(0, 100)).find(
    ({ author, kind }) => author.id === staffId && kind !== "user",
  )?.author.name ??
  [...tables.sessions.values()].find(({ id }) => id === staffId)?.name ??
  null;

/** As it is noted when a thread closes. */
export function firstReplyIn(tables: Tables, threadId: string): FirstReply | null {
  const [first] = messagesWhere(
    tables,
    (message) => message.threadId === threadId && message.kind === "reply" && message.state === "delivered",
  );
  return first ? { at: first.sentAt, by: first.author.id, name: first.author.name } : null;
}
