// The Store port's list of threads in memory; the contract in test/worker/store-contract-thread-list.ts holds it to what
// D1 does.

import { excerptOf, type Term } from "../../../worker/domain/search.ts";
import type { ThreadFilter } from "../../../worker/domain/thread-filter.ts";
import type { ListedThread, NamedStaff, SearchHit, ThreadListStore } from "../../../worker/threads/ports.ts";
import { messagesWhere, nameIn, type Tables, type ThreadRow, threadOf } from "./memory-tables.ts";

const MESSAGES_A_ROW = 20;

export function memoryThreadList(tables: Tables): ThreadListStore {
  const messagesOf = (threadId: string) => messagesWhere(tables, (message) => message.threadId === threadId);

  const listed = (row: ThreadRow): ListedThread => ({
    thread: threadOf(row),
    claimedBy: row.claimedBy === null ? null : { id: row.claimedBy, name: nameIn(tables, row.id, row.claimedBy) },
    subject:
      messagesOf(row.id)
        .find(({ kind, content }) => kind === "user" && content !== "")
        ?.content.slice(0, 300) ?? null,
  });

  const filtered = (guildId: string, filter: ThreadFilter): ThreadRow[] =>
    tables.threads.filter((row) => row.guildId === guildId && fits(row, filter)).sort((a, b) => -inOrder(a, b));

  const claimers = (guildId: string): NamedStaff[] => {
    const claimed = tables.threads.filter((row) => row.guildId === guildId && row.claimedBy !== null).sort(inOrder);
    const last = new Map(claimed.map(({ id, claimedBy }) => [claimedBy ?? "", id]));
    return [...last]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, 100)
      .map(([staffId, threadId]) => ({ id: staffId, name: nameIn(tables, threadId, staffId) }));
  };

  return {
    async threadList(guildId, filter, place, limit) {
      const all = filtered(guildId, filter);
      const beyond = all.filter((row) => {
        if (place === null) return true;
        return "above" in place ? inOrder(row, place.above) > 0 : inOrder(row, place.below) < 0;
      });
      const page = place !== null && "above" in place ? beyond.slice(-limit) : beyond.slice(0, limit);
      return { threads: page.map(listed), more: beyond.length > limit, claimers: claimers(guildId) };
    },

    async searchThreads(guildId, terms, filter, below, limit) {
      const rows = filtered(guildId, filter);
      const open = rows.flatMap((row): SearchHit[] => {
        if (row.state === "closed") return [];
        const excerpts = messagesOf(row.id).map(({ content }) => excerptOf(content, terms));
        const excerpt = excerpts.findLast((one) => one !== null);
        return excerpt ? [{ ...listed(row), excerpt }] : [];
      });
      const closed = rows
        .filter(({ state }) => state === "closed")
        .flatMap((row) => indexRows(messagesOf(row.id)).map((indexed) => ({ ...indexed, row })))
        .filter(({ text, place }) => hasWords(text, terms) && (below === null || place < BigInt(below)))
        .sort((a, b) => (a.place < b.place ? 1 : -1));
      return {
        open: below === null ? open.slice(0, limit) : [],
        closed: closed
          .slice(0, limit)
          .map(({ row, text }) => ({ ...listed(row), excerpt: excerptOf(text, terms) ?? text })),
        next: closed.length > limit ? String(closed[limit - 1]?.place) : null,
        claimers: claimers(guildId),
      };
    },
  };
}

const inOrder = (a: { openedAt: number; id: string }, b: { openedAt: number; id: string }): number =>
  a.openedAt - b.openedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function fits(row: ThreadRow, { state, claimedBy, user, from, before, confidential }: ThreadFilter): boolean {
  const begins = (name: string, beginning: string) => name.toLowerCase().startsWith(beginning.toLowerCase());
  const { username, displayName } = row.profile;
  return (
    (confidential || row.confidential !== true) &&
    (state === null || (state === "closed") === (row.state === "closed")) &&
    (state !== "unclaimed" || row.claimedBy === null) &&
    (claimedBy === null || row.claimedBy === claimedBy) &&
    (from === null || row.openedAt >= from) &&
    (before === null || row.openedAt < before) &&
    (user === null ||
      ("id" in user ? row.userId === user.id : begins(username, user.name) || begins(displayName, user.name)))
  );
}

function indexRows(messages: readonly { id: string; content: string }[]): { place: bigint; text: string }[] {
  const rows = [];
  for (let at = 0; at < messages.length; at += MESSAGES_A_ROW) {
    const held = messages.slice(at, at + MESSAGES_A_ROW);
    const [place = 0n] = held.map(({ id }) => BigInt(id)).sort((a, b) => (a < b ? -1 : 1));
    rows.push({ place, text: held.map(({ content }) => content).join("\n") });
  }
  return rows;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? [];

/** Each term's words in a row; what isn't exact may go on. */
function hasWords(text: string, terms: readonly Term[]): boolean {
  const words = wordsOf(text);
  return terms.every((term) => {
    const wanted = wordsOf(term.text);
    return words.some((_, at) =>
      wanted.every((word, index) => {
        const here = words[at + index] ?? "";
        return index === wanted.length - 1 && !term.exact ? here.startsWith(word) : here === word;
      }),
    );
  });
}
