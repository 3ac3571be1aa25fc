// The Store port's pages of one thread in memory; the contract in test/worker/store-contract-thread-pages.ts holds it to
// what D1 does.

import type { Message } from "../../../worker/domain/message.ts";
import { excerptOf } from "../../../worker/domain/search.ts";
import { totalsOf } from "../../../worker/domain/totals.ts";
import type { MessageCursor, MessagePlace, ThreadPageStore } from "../../../worker/threads/ports.ts";
import { inGuild, nameIn, type Tables, threadMessages, threadOf } from "./memory-tables.ts";

export function memoryThreadPages(tables: Tables): ThreadPageStore {
  const find = (guildId: string, threadId: string) =>
    tables.threads.find((thread) => thread.id === threadId && thread.guildId === guildId);
  const messagesOf = (threadId: string) => threadMessages(tables, threadId);

  return {
    async threadPage(guildId, threadId, place, limit) {
      const row = find(guildId, threadId);
      if (row === undefined) return null;
      let [from, to, count] = [0, 0, 0];
      const messages = threadMessages(tables, threadId, (all) => {
        [from, to] = bounds(all, place, limit);
        count = all.length;
        return all.slice(from, to);
      });
      const elsewhere = new Set(messages.map(({ answersId }) => answersId));
      for (const { id } of messages) elsewhere.delete(id);
      const staff = [row.claimedBy, row.closedBy].filter((id) => id !== null);
      return {
        thread: threadOf(row),
        staff: staff.map((id) => ({ id, name: nameIn(tables, threadId, id) })),
        messages,
        answered: threadMessages(tables, threadId, (all) => all.filter(({ id }) => elsewhere.has(id))),
        earlier: from > 0,
        later: to < count,
      };
    },

    async threadIn(guildId, threadId) {
      const row = find(guildId, threadId);
      const [found] = row ? inGuild(tables, row) : [];
      const { messageContent = null, userId = null } = tables.bot ?? {};
      return found ? { ...found, messageContent, botUserId: userId } : null;
    },

    threadTotals: async (threadId) => totalsOf(messagesOf(threadId)),

    async messageIn(guildId, threadId, messageId) {
      const row = find(guildId, threadId);
      const message = messagesOf(threadId).find(({ id }) => id === messageId);
      return row && message ? { thread: threadOf(row), message } : null;
    },

    async markConfidential(guildId, threadId, confidential) {
      const row = find(guildId, threadId);
      if (row === undefined) return false;
      delete row.confidential;
      if (confidential) row.confidential = true;
      return true;
    },
  };
}

/** The page's first message, and the one behind its last. */
function bounds(all: readonly Message[], place: MessagePlace, limit: number): [number, number] {
  const until = (to: number): [number, number] => [Math.max(0, to - limit), to];
  const since = (from: number): [number, number] => [from, Math.min(all.length, from + limit)];
  const firstThat = (is: (message: Message) => boolean) => {
    const at = all.findIndex(is);
    return at === -1 ? all.length : at;
  };
  if (place === "start") return since(0);
  if (place === "end") return until(all.length);
  if ("said" in place) {
    const said = all.findIndex(({ content }) => place.said.some((term) => excerptOf(content, [term]) !== null));
    return since(Math.max(0, said - 49));
  }
  if ("since" in place) return since(firstThat(({ sentAt }) => sentAt >= place.since));
  if ("after" in place) return since(firstThat((message) => inOrder(message, place.after) > 0));
  return until(firstThat((message) => inOrder(message, place.before) >= 0));
}

const inOrder = (a: MessageCursor, b: MessageCursor): number =>
  a.sentAt - b.sentAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
