// The Store port's messages in memory; the contract in test/worker/store-contract.ts holds it to what D1 does.

import type { Message } from "../../../worker/domain/message.ts";
import { NOBODY } from "../../../worker/domain/thread.ts";
import type { MessageStore, NewMessage } from "../../../worker/threads/ports.ts";
import { owe, sourceOf } from "./memory-changes.ts";
import {
  inGuild,
  isUndelivered,
  messagesWhere,
  type Tables,
  type ThreadRow,
  takesMessages,
  threadMessages,
} from "./memory-tables.ts";

export function memoryMessages(tables: Tables): MessageStore {
  const find = (id: string) => tables.messages.find((message) => message.id === id);
  const keep = (message: NewMessage, rest: Pick<Message, "threadId" | "state" | "deliveredAt">): Message => {
    const known = find(message.id);
    if (known) return known;
    const { answersId, ...said } = structuredClone(message);
    const source = answersId === undefined ? undefined : sourceOf(tables, message.userId, answersId);
    const answers = source === undefined ? {} : { answersId: source.id };
    const kept = { ...said, ...answers, ...rest, copyIds: [], problem: null };
    tables.messages.push(kept);
    return kept;
  };

  const saidBefore = (message: Pick<Message, "id" | "sentAt">, is: (other: Message) => boolean): Message | null =>
    messagesWhere(
      tables,
      (other) =>
        is(other) && (other.sentAt < message.sentAt || (other.sentAt === message.sentAt && other.id < message.id)),
    ).at(-1) ?? null;

  /** Messages with the threads that they are in. */
  const inThreads = (is: (message: Message) => boolean, isIn: (thread: ThreadRow) => boolean) =>
    messagesWhere(tables, is).flatMap((message) => {
      const row = tables.threads.find((thread) => thread.id === message.threadId && isIn(thread));
      return row ? inGuild(tables, row).map((found) => ({ ...found, message })) : [];
    });

  const turned = (kept: Message): boolean => {
    const own = tables.threads.filter((thread) => thread.userId === kept.userId && takesMessages(thread));
    const { threadId } = kept;
    if (threadId === null || find(kept.answersId ?? "")?.threadId !== threadId || own.length < 2) return false;
    const isOwn = (other: Message) => other.kind === "user" && own.some(({ id }) => id === other.threadId);
    return saidBefore(kept, isOwn)?.threadId !== threadId;
  };

  return {
    async takeUserMessage(message) {
      const own = tables.threads.filter((thread) => thread.userId === message.userId && takesMessages(thread));
      const latest = Math.max(...own.map(({ chosenAt }) => chosenAt));
      const { answersId } = message;
      const answered = answersId === undefined ? undefined : sourceOf(tables, message.userId, answersId);
      const other = own.find(({ id, chosenAt }) => id === answered?.threadId && chosenAt < latest);
      if (other && find(message.id) === undefined) other.chosenAt = latest + 1;
      const [current] = own.sort((a, b) => b.chosenAt - a.chosenAt);
      const kept = keep(message, { threadId: current?.id ?? null, state: "pending", deliveredAt: null });
      if (current) {
        for (const other of tables.messages) {
          if (isUndelivered(other) && other.userId === message.userId && other.threadId === null) {
            other.threadId = current.id;
          }
        }
      }
      const row = tables.threads.find((thread) => thread.id === kept.threadId);
      return {
        current: row ? (inGuild(tables, row)[0] ?? null) : null,
        message: structuredClone(kept),
        pending: messagesWhere(
          tables,
          (other) => isUndelivered(other) && other.userId === message.userId && other.threadId === kept.threadId,
        ),
        previous: saidBefore(message, ({ threadId }) => threadId !== null && threadId === kept.threadId),
        turned: turned(kept),
      };
    },

    async refuseMessages(ids, problem) {
      for (const message of tables.messages) {
        if (!ids.includes(message.id)) continue;
        Object.assign(message, { state: "refused", problem });
        if (message.threadId === null) {
          const author = { id: NOBODY, name: "", avatarUrl: null };
          Object.assign(message, { userId: NOBODY, author, content: "", attachments: [] });
          delete message.extras;
        }
      }
    },

    async delivered(threadId, copies, now, header) {
      for (const { id, copyIds } of copies) {
        const message = find(id);
        if (!message) continue;
        Object.assign(message, { state: "delivered", copyIds: [...copyIds], deliveredAt: now });
        message.threadId ??= threadId;
        if (message.editedAt !== undefined || message.deletedAt !== undefined) owe(tables, message);
      }
      const thread = tables.threads.find(({ id }) => id === threadId);
      if (thread && header)
        Object.assign(thread, { headerMessageId: header.messageId, trouble: null, troubleSince: null });
    },

    async copied({ id, copyIds }) {
      const message = find(id);
      if (message) message.copyIds = [...copyIds];
    },

    async keepStaffMessage(message, state) {
      const { threadId } = message;
      const taking = tables.threads.some((thread) => thread.id === threadId && takesMessages(thread));
      const deliveredAt = state === "delivered" ? message.sentAt : null;
      const known = find(message.id);
      const gives =
        known?.threadId === threadId &&
        (known.kind === "note" || known.state === "refused") &&
        known.deletedAt === undefined;
      if (taking && message.kind === "reply" && gives) tables.messages.splice(tables.messages.indexOf(known), 1);
      const kept = taking ? keep(message, { threadId, state, deliveredAt }) : known;
      if (kept && known?.editedAt !== undefined) kept.editedAt = known.editedAt;
      if (kept === undefined) return null;
      const talksElsewhere = tables.threads.some(
        (thread) => thread.userId === message.userId && thread.id !== threadId && thread.state !== "closed",
      );
      const isHere = (other: Message) => other.kind !== "note" && other.threadId === threadId;
      return { message: structuredClone(kept), previous: talksElsewhere ? null : saidBefore(message, isHere) };
    },

    async messagesOf(threadId) {
      return threadMessages(tables, threadId);
    },

    async message(threadId, id) {
      const message = find(id);
      return message?.threadId === threadId ? structuredClone(message) : null;
    },

    async undelivered(before, due, limit) {
      const isDue = ({ state, trouble, leaseUntil }: ThreadRow) =>
        state === "open" && (trouble === null || leaseUntil <= due);
      return inThreads(({ state, sentAt }) => state === "pending" && sentAt < before, isDue).slice(0, limit);
    },

    async unshown({ from, before }, due, limit) {
      const isUnshown = ({ source, shownId, state, sentAt, deletedAt }: Message) =>
        source !== "message" &&
        shownId === undefined &&
        state === "delivered" &&
        deletedAt === undefined &&
        sentAt >= from &&
        sentAt < before;
      return inThreads(isUnshown, ({ state, leaseUntil }) => state === "open" && leaseUntil <= due).slice(0, limit);
    },

    async undecided(before, limit) {
      const wasAsked = (userId: string) => tables.users.get(userId)?.askedAt !== null;
      const waiting = messagesWhere(
        tables,
        (message) =>
          isUndelivered(message) && message.threadId === null && message.sentAt < before && !wasAsked(message.userId),
      );
      const oldest = waiting.filter(
        (message, at) => waiting.findIndex(({ userId }) => userId === message.userId) === at,
      );
      return oldest.slice(0, limit);
    },
  };
}
