// The Store port's edits, deletions and what is owed to the other side, in memory; the contract in
// test/worker/store-contract-changes.ts holds it to what D1 does.

import type { Message } from "../../../worker/domain/message.ts";
import type { Change, ChangeStore, Kept, MirrorLease } from "../../../worker/threads/ports.ts";
import { inGuild, isUndelivered, messagesWhere, type Tables, takesMessages } from "./memory-tables.ts";

/** The other side may not show this message as it stands; whoever is at it already goes on. */
export function owe(tables: Tables, message: Message): void {
  if (message.kind === "note" || message.state !== "delivered" || tables.unmirrored.has(message.id)) return;
  tables.unmirrored.set(message.id, 0);
}

const seesAs = (message: Message, id: string): boolean =>
  message.id === id || message.copyIds.includes(id) || message.shownId === id;

export function sourceOf(tables: Tables, userId: string, shownId: string): Message | undefined {
  const threads = tables.threads.filter((thread) => thread.userId === userId).map(({ id }) => id);
  return tables.messages.find(
    (message) => message.threadId !== null && threads.includes(message.threadId) && seesAs(message, shownId),
  );
}

export function memoryChanges(tables: Tables): ChangeStore {
  const find = (id: string) => tables.messages.find((message) => message.id === id);
  const isChangeable = ({ threadId, deletedAt }: Message) =>
    deletedAt === undefined &&
    (threadId === null || tables.threads.some((thread) => thread.id === threadId && takesMessages(thread)));
  const toKept = (message: Message): Kept => {
    const thread = tables.threads.find(({ id }) => id === message.threadId);
    return {
      message: structuredClone(message),
      inGuild: thread ? (inGuild(tables, thread)[0] ?? null) : null,
      before: tables.versions.findLast(({ messageId }) => messageId === message.id)?.content ?? null,
    };
  };
  const lease = (id: string, { now, until }: MirrorLease): boolean => {
    const busyUntil = tables.unmirrored.get(id);
    if (busyUntil === undefined || busyUntil > now || find(id)?.state !== "delivered") return false;
    tables.unmirrored.set(id, until);
    return true;
  };
  const after = (message: Message | undefined, changed: boolean, leased: MirrorLease): Change => ({
    kept: message ? toKept(message) : null,
    changed,
    leased: message !== undefined && lease(message.id, leased),
  });
  const threadsAt = (where: { channelId: string } | { userId: string }) =>
    tables.threads.filter(
      (thread) =>
        takesMessages(thread) &&
        ("channelId" in where ? thread.channelId === where.channelId : thread.userId === where.userId),
    );
  const isIn = (where: { channelId: string } | { userId: string }, { threadId }: Message) =>
    threadsAt(where).some(({ id }) => id === threadId);

  return {
    async editMessage({ id, content, at, by }, leased) {
      const message = find(id);
      const isNewer =
        message !== undefined &&
        isChangeable(message) &&
        message.state !== "refused" &&
        (message.editedAt === undefined || message.editedAt < at);
      if (isNewer) {
        message.editedAt = at;
        if (message.content !== content) {
          tables.versions.push({ messageId: id, content: message.content, replacedAt: at, replacedBy: by });
          message.content = content;
          owe(tables, message);
        }
      }
      return after(message, isNewer, leased);
    },

    async deleteMessage({ id, at, by }, leased) {
      const message = find(id);
      const changed = message !== undefined && isChangeable(message);
      if (changed) {
        Object.assign(message, { deletedAt: at }, by === null ? {} : { deletedBy: by });
        owe(tables, message);
        if (message.state === "pending") Object.assign(message, { state: "refused", problem: "deleted" });
      }
      return after(message, changed, leased);
    },

    async mirrored({ id, copyIds, editedAt, deletedAt }, problem) {
      const message = find(id);
      if (message === undefined) return null;
      Object.assign(message, { copyIds: [...copyIds], problem });
      if (message.editedAt !== editedAt || message.deletedAt !== deletedAt) return toKept(message);
      tables.unmirrored.delete(id);
      return null;
    },

    async mirrorLater(id, until) {
      if (tables.unmirrored.has(id)) tables.unmirrored.set(id, until);
    },

    async leaseMirror(id, leased) {
      return lease(id, leased);
    },

    async unmirrored(now, limit) {
      const due = [...tables.unmirrored].filter(([id, until]) => until <= now && find(id)?.state === "delivered");
      return due
        .sort(([, a], [, b]) => a - b)
        .slice(0, limit)
        .flatMap(([id]) => {
          const message = find(id);
          return message ? [toKept(message)] : [];
        });
    },

    async answerShown(id, shownId) {
      const message = find(id);
      if (message === undefined) return;
      message.shownId = shownId;
      if (message.editedAt !== undefined || message.deletedAt !== undefined) owe(tables, message);
    },

    async messageSeen(where, shownId) {
      const message = tables.messages.find((candidate) => isIn(where, candidate) && seesAs(candidate, shownId));
      return message ? toKept(message) : null;
    },

    async typedIn(where, from, upTo) {
      const isOwn = ({ kind }: Message) => (kind === "user") === "userId" in where;
      const isUndecided = (message: Message) =>
        "userId" in where && isUndelivered(message) && message.threadId === null && message.userId === where.userId;
      return tables.messages
        .filter((message) => (isOwn(message) && isIn(where, message)) || isUndecided(message))
        .filter((message) => message.deletedAt === undefined && message.source === "message")
        .map(({ id }) => id)
        .filter((id) => BigInt(id) > BigInt(from) && BigInt(id) <= BigInt(upTo));
    },

    async currentThread(userId) {
      const current = threadsAt({ userId }).sort((a, b) => b.chosenAt - a.chosenAt)[0];
      return current ? (inGuild(tables, current)[0] ?? null) : null;
    },

    async answered(id, threadId) {
      const thread = (wanted: string | null) => tables.threads.find((candidate) => candidate.id === wanted);
      const message = find(id);
      const [theirs, own] = [thread(message?.threadId ?? null), thread(threadId)];
      const isKnown = theirs && own && theirs.guildId === own.guildId && theirs.userId === own.userId;
      return message && isKnown ? structuredClone(message) : null;
    },

    async repliesOf(channelId, { authorId, asOf }, limit) {
      const stood = ({ sentAt, deletedAt, state }: Message) =>
        sentAt <= asOf && (deletedAt === undefined ? state !== "refused" : deletedAt >= asOf);
      const replies = messagesWhere(
        tables,
        (message) =>
          isIn({ channelId }, message) &&
          message.kind === "reply" &&
          stood(message) &&
          (authorId === null || message.author.id === authorId),
      );
      return replies.toReversed().slice(0, limit);
    },
  };
}
