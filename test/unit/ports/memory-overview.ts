// The Store port's overview in memory; the contract in test/worker/store-contract-overview.ts holds it to what D1 does.

import type { OverviewStore, WaitingThread } from "../../../worker/threads/ports.ts";
import { firstReplyIn, messagesWhere, nameIn, type Tables, type ThreadRow, threadOf } from "./memory-tables.ts";

export function memoryOverview(tables: Tables): OverviewStore {
  const waiting = (row: ThreadRow): WaitingThread[] => {
    const latest = messagesWhere(tables, ({ threadId }) => threadId === row.id).slice(-100);
    const replied = latest.findLast(({ kind, state }) => kind === "reply" && state === "delivered")?.sentAt ?? 0;
    const first = latest.find(({ kind, sentAt }) => kind === "user" && sentAt > replied);
    if (!first) return [];
    const claimedBy =
      row.claimedBy === null ? null : { id: row.claimedBy, name: nameIn(tables, row.id, row.claimedBy) };
    return [{ thread: threadOf(row), claimedBy, since: first.sentAt }];
  };

  return {
    async overview(guildId, from, limit, confidential) {
      const all = tables.threads.filter((row) => row.guildId === guildId);
      const open = all.filter(({ closedAt }) => closedAt === null);
      const waits = open.flatMap(waiting);
      const closed = all
        .flatMap((row) => (row.closedAt === null || row.closedAt < from ? [] : [{ row, closedAt: row.closedAt }]))
        .sort((a, b) => b.closedAt - a.closedAt)
        .slice(0, limit);
      const byStaff = closed.map(({ row, closedAt }) => ({
        threadId: row.id,
        openedAt: row.openedAt,
        closedAt,
        closedBy: row.closedBy === row.userId ? null : row.closedBy,
      }));
      const closers = new Map(
        byStaff.toReversed().flatMap(({ closedBy, threadId }) => (closedBy === null ? [] : [[closedBy, threadId]])),
      );
      return {
        open: open.length,
        unclaimed: open.filter(({ claimedBy }) => claimedBy === null).length,
        waiting: waits.length,
        longest: waits
          .filter(({ thread }) => confidential || !thread.confidential)
          .sort((a, b) => a.since - b.since)
          .slice(0, 10),
        opened: all
          .filter(({ openedAt }) => openedAt >= from)
          .sort((a, b) => b.openedAt - a.openedAt)
          .slice(0, limit)
          .map((row) => ({
            openedAt: row.openedAt,
            firstReply: row.closedAt === null ? firstReplyIn(tables, row.id) : structuredClone(row.firstReply),
            byStaff: row.contactedBy !== null,
          })),
        closed: byStaff.map(({ threadId: _, ...thread }) => thread),
        closers: [...closers].map(([id, threadId]) => ({ id, name: nameIn(tables, threadId, id) })),
      };
    },
  };
}
