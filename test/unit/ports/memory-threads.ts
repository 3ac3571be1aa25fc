// The Store port's threads in memory; the contract in test/worker/store-contract.ts holds it to what D1 does.

import type { Message } from "../../../worker/domain/message.ts";
import type { NewMessage, ThreadStore } from "../../../worker/threads/ports.ts";
import {
  firstReplyIn,
  inGuild,
  isUndelivered,
  membershipKey,
  messagesWhere,
  type Tables,
  type ThreadRow,
  takesMessages,
  threadMessages,
  threadOf,
} from "./memory-tables.ts";
import { memoryNotesShown } from "./memory-user-notes.ts";

/** What a row holds before anything happened to the thread. */
const FRESH = {
  state: "opening",
  channelId: null,
  headerMessageId: null,
  trouble: null,
  troubleSince: null,
  reshowAt: null,
  claimedBy: null,
  claimedAt: null,
  closedBy: null,
  closeReason: null,
  closingAt: null,
  transcriptAt: null,
  logState: null,
  userToldAt: null,
  unreadableToldAt: null,
  closedAt: null,
  erasedAt: null,
  openedLog: null,
  closedLog: null,
  firstReply: null,
} as const;

const undelivered = (message: NewMessage, threadId: string): Message => ({
  ...structuredClone(message),
  threadId,
  state: "pending",
  copyIds: [],
  problem: null,
  deliveredAt: null,
});

const openThreads = (tables: Tables, userId: string): ThreadRow[] =>
  tables.threads
    .filter((thread) => thread.userId === userId && takesMessages(thread))
    .sort((a, b) => b.chosenAt - a.chosenAt);

export function memoryThreads(tables: Tables): ThreadStore {
  const find = (id: string) => tables.threads.find((thread) => thread.id === id);
  const openOf = (userId: string, guildId: string) =>
    tables.threads.find(
      (thread) => thread.userId === userId && thread.guildId === guildId && thread.state !== "closed",
    );
  const change = (id: string, changes: Partial<ThreadRow>, when: (thread: ThreadRow) => boolean = () => true) => {
    const thread = find(id);
    if (!thread || !when(thread)) return false;
    if (
      changes.channelId &&
      tables.threads.some((other) => other !== thread && other.channelId === changes.channelId)
    ) {
      throw new Error("a channel belongs to one thread");
    }
    Object.assign(thread, changes);
    return true;
  };

  const elsewhere = (userId: string, guildId: string) =>
    [...tables.guilds.values()].some(
      (settings) =>
        settings.guildId !== guildId &&
        ((settings.enabled && tables.memberships.get(membershipKey(userId, settings.guildId))?.isMember === true) ||
          tables.threads.some(
            (thread) => thread.userId === userId && thread.guildId === settings.guildId && takesMessages(thread),
          )),
    );

  return {
    async createThread({ id, leaseUntil, reply, ...wish }) {
      const { userId, guildId, openedAt } = wish;
      const sameGuild = tables.threads.filter((thread) => thread.guildId === guildId);
      const row: ThreadRow = openOf(userId, guildId) ?? {
        ...FRESH,
        ...structuredClone(wish),
        id,
        leaseUntil,
        number: Math.max(0, ...sameGuild.map((thread) => thread.number)) + 1,
        userNotes: memoryNotesShown(tables, guildId, userId),
        claimedBy: wish.contactedBy,
        claimedAt: wish.contactedBy === null ? null : openedAt,
        earlierThreads: sameGuild.filter((thread) => thread.userId === userId).length,
        chosenAt: openedAt,
      };
      const created = row.id === id;
      if (created && !find(id)) {
        tables.threads.push(row);
        if (reply) tables.messages.push(undelivered(reply, id));
      }
      const contact = tables.contacts.get(membershipKey(userId, guildId));
      if (contact && wish.contactedBy !== null) contact.doneAt = openedAt;
      if (takesMessages(row)) {
        for (const message of tables.messages) {
          if (isUndelivered(message) && message.userId === userId && message.threadId === null)
            message.threadId = row.id;
        }
      }
      tables.memberships.set(membershipKey(userId, guildId), { isMember: true, checkedAt: openedAt });
      tables.users.set(userId, { dmChannelId: wish.dmChannelId, askedAt: null });
      const pending = messagesWhere(tables, (message) => isUndelivered(message) && message.threadId === row.id);
      return {
        thread: threadOf(row),
        pending,
        created,
        bot: structuredClone(tables.bot),
        elsewhere: elsewhere(userId, guildId),
      };
    },

    async openThread(userId, guildId) {
      const row = openOf(userId, guildId);
      return {
        thread: row ? threadOf(row) : null,
        settings: structuredClone(tables.guilds.get(guildId) ?? null),
        dmChannelId: tables.users.get(userId)?.dmChannelId ?? null,
        elsewhere: elsewhere(userId, guildId),
      };
    },

    async userThreads(userId) {
      return openThreads(tables, userId).flatMap((row) => inGuild(tables, row));
    },

    async chooseThread(threadId, at) {
      change(threadId, { chosenAt: at });
    },

    async lease(threadId, now, until) {
      const free = (thread: ThreadRow) => thread.leaseUntil <= now || thread.trouble !== null;
      return change(threadId, { leaseUntil: until, trouble: null }, free);
    },

    async release(threadId, trouble, until, since) {
      const troubleSince = find(threadId)?.troubleSince ?? since ?? null;
      change(threadId, { trouble, troubleSince, leaseUntil: until });
    },

    async setChannel(threadId, channelId) {
      change(threadId, { channelId });
    },

    async opened(threadId, log = null) {
      const marks = {
        state: "open",
        leaseUntil: 0,
        troubleSince: null,
        reshowAt: null,
        ...(log === null ? {} : { openedLog: log }),
      } as const;
      change(threadId, marks, (thread) => thread.state === "opening");
    },

    async threadByChannel(channelId, messageId) {
      const row = tables.threads.find((thread) => thread.channelId === channelId && thread.state !== "closed");
      const [found] = row ? inGuild(tables, row) : [];
      if (!found) return null;
      const message = messagesWhere(tables, ({ id }) => id === messageId)[0] ?? null;
      return {
        ...found,
        message,
        messageContent: tables.bot?.messageContent ?? null,
        botUserId: tables.bot?.userId ?? null,
      };
    },

    async claim(threadId, from, to, now) {
      const unclaimedBy = (thread: ThreadRow) => takesMessages(thread) && thread.claimedBy === from;
      const changed = change(threadId, { claimedBy: to, claimedAt: to === null ? null : now }, unclaimedBy);
      const row = find(threadId);
      return { thread: row ? threadOf(row) : null, changed };
    },

    async startClosing(threadId, by, reason, now, leaseUntil, waiting = "released") {
      const marks = {
        state: "closing",
        closedBy: by,
        closeReason: reason,
        closingAt: now,
        leaseUntil,
        trouble: null,
        ...(waiting === "unreached" ? {} : { troubleSince: null }),
        firstReply: firstReplyIn(tables, threadId),
      } as const;
      const started = change(threadId, marks, takesMessages);
      for (const message of tables.messages) {
        if (!isUndelivered(message) || message.threadId !== threadId) continue;
        Object.assign(message, waiting === "released" ? { threadId: null } : { state: "refused", problem: waiting });
      }
      const row = find(threadId);
      if (!row) throw new Error("no such thread");
      const [other] = openThreads(tables, row.userId);
      const next = other ? (tables.guilds.get(other.guildId)?.guildName ?? null) : null;
      return { thread: threadOf(row), messages: threadMessages(tables, threadId), started, next };
    },

    async loggedTranscript(threadId, logState, now, log = null) {
      change(threadId, { transcriptAt: now, logState, ...(log === null ? {} : { closedLog: log }) });
    },

    async userTold(threadId, now) {
      change(threadId, { userToldAt: now });
    },

    async toldUnreadable(threadId, now) {
      change(threadId, { unreadableToldAt: now });
    },

    async closed(threadId, now) {
      change(threadId, { state: "closed", closedAt: now, leaseUntil: 0 }, (thread) => thread.state === "closing");
    },

    async misshown(now, limit, guildId) {
      const isDue = (thread: ThreadRow) =>
        thread.reshowAt !== null && (guildId === undefined ? thread.reshowAt <= now : thread.guildId === guildId);
      return tables.threads
        .filter((thread) => takesMessages(thread) && isDue(thread))
        .sort((a, b) => (a.reshowAt ?? 0) - (b.reshowAt ?? 0))
        .slice(0, limit)
        .flatMap((row) => inGuild(tables, row));
    },

    async reshown(threadId, again) {
      change(threadId, { reshowAt: again });
    },

    async unfinished(now, limit, guildId) {
      const incomplete = ({ state, logState }: ThreadRow) =>
        state === "opening" || state === "closing" || logState === "owed";
      return tables.threads
        .filter((thread) => incomplete(thread) && thread.leaseUntil <= now)
        .filter((thread) => guildId === undefined || thread.guildId === guildId)
        .sort((a, b) => a.leaseUntil - b.leaseUntil)
        .slice(0, limit)
        .flatMap((row) => inGuild(tables, row));
    },
  };
}
