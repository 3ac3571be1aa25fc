// The deleting part of the Store port in memory; the contract in test/worker/store-contract-privacy.ts holds it to D1.

import type { Erasure, Went } from "../../../worker/domain/erasure.ts";
import { ERASED_PROFILE, NOBODY } from "../../../worker/domain/thread.ts";
import type { ErasableMessage, ErasableThread, PrivacyStore } from "../../../worker/threads/ports.ts";
import { type ErasureRow, inGuild, type Tables, type ThreadRow } from "./memory-tables.ts";

const NOTHING: Went = { threads: 0, messages: 0, files: 0, notes: 0, logEntries: 0, logEntriesLeft: 0 };

export function memoryPrivacy(tables: Tables): PrivacyStore {
  const find = (id: string) => tables.threads.find((thread) => thread.id === id);
  const count = (erasureId: string | null, went: Partial<Went>) => {
    const erasure = tables.erasures.find(({ id }) => id === erasureId);
    for (const [name, more] of Object.entries(went)) if (erasure) erasure.went[name as keyof Went] += more;
  };
  const remove = <Row>(rows: Row[], is: (row: Row) => boolean) => {
    const gone = rows.filter(is);
    for (const row of gone) rows.splice(rows.indexOf(row), 1);
    return gone;
  };
  const removeFrom = <Value>(map: Map<string, Value>, is: (key: string, value: Value) => boolean) => {
    for (const [key, value] of map) if (is(key, value)) map.delete(key);
  };
  const erasable = (row: ThreadRow): ErasableThread[] =>
    inGuild(tables, row).map((found) => ({
      ...found,
      logs: [row.openedLog, row.closedLog].flatMap((log) => (log === null ? [] : [{ ...log }])),
    }));
  const ofUser = (userId: string, guildId: string | null) =>
    tables.threads.filter(
      (thread) =>
        thread.userId === userId && thread.erasedAt === null && (guildId === null || thread.guildId === guildId),
    );
  const undecidedOf = (userId: string) =>
    tables.messages.filter(
      (message) => message.userId === userId && message.state === "pending" && message.threadId === null,
    );
  const erasureOf = ({ userId, doneAt: _, leaseUntil: __, ...erasure }: ErasureRow): Erasure[] =>
    userId === null ? [] : [structuredClone({ ...erasure, userId })];

  return {
    async startErasing(threadId, now, until) {
      const thread = find(threadId);
      const isFree = thread && (thread.leaseUntil <= now || thread.trouble !== null);
      if (!isFree || thread.state !== "closed" || thread.erasedAt !== null) return false;
      Object.assign(thread, { leaseUntil: until, trouble: null });
      if (thread.logState === "owed") thread.logState = "none";
      return true;
    },

    async messagesToErase(threadId, limit) {
      return tables.messages
        .filter((message) => message.threadId === threadId)
        .slice(0, limit)
        .map(toErasable);
    },

    async eraseMessages(ids, erasureId) {
      const gone = remove(tables.messages, ({ id }) => ids.includes(id));
      remove(tables.versions, ({ messageId }) => ids.includes(messageId));
      for (const id of ids) tables.unmirrored.delete(id);
      const files = gone.reduce(
        (sum, { attachments, extras }) => sum + attachments.length + (extras?.forwarded?.attachments.length ?? 0),
        0,
      );
      count(erasureId, { messages: gone.length, files });
    },

    async erased(threadId, now, logs, erasureId) {
      const thread = find(threadId);
      if (!thread || thread.erasedAt !== null) return;
      count(erasureId, { threads: 1, ...logs });
      Object.assign(thread, {
        erasedAt: now,
        closedBy: thread.closedBy === thread.userId ? null : thread.closedBy,
        userId: NOBODY,
        dmChannelId: NOBODY,
        profile: ERASED_PROFILE,
        userNotes: { total: 0, latest: [] },
        channelId: null,
        headerMessageId: null,
        closeReason: null,
        openedLog: null,
        closedLog: null,
        leaseUntil: 0,
      });
    },

    async kept(userId, guildId) {
      const byGuild = Map.groupBy(ofUser(userId, guildId), (thread) => thread.guildId);
      const guilds = [...byGuild].flatMap(([id, threads]) => {
        const said = tables.messages.filter(
          ({ threadId, kind, state }) =>
            threads.some((thread) => thread.id === threadId) &&
            kind !== "note" &&
            !(kind === "reply" && state === "refused"),
        );
        const settings = tables.guilds.get(id);
        const latest = threads.toSorted((a, b) => b.openedAt - a.openedAt)[0];
        if (!settings || !latest) return [];
        return {
          guildId: id,
          guildName: settings.guildName,
          profile: latest.profile,
          threads: threads.length,
          openThreads: threads.filter(({ state }) => state !== "closed").length,
          messages: said.length,
          files: said.reduce((sum, { attachments }) => sum + attachments.length, 0),
          firstAt: Math.min(...threads.map(({ openedAt }) => openedAt)),
          retentionDays: settings.retentionDays,
        };
      });
      return {
        guilds: guilds.sort((a, b) => (a.guildName < b.guildName ? -1 : 1)),
        undecided: undecidedOf(userId).length,
        dmChannelId: tables.users.get(userId)?.dmChannelId ?? null,
      };
    },

    async threadsOf(userId, guildId) {
      return ofUser(userId, guildId)
        .toSorted((a, b) => a.openedAt - b.openedAt || a.number - b.number)
        .flatMap((row) => inGuild(tables, row));
    },

    async startErasure(erasure, leaseUntil) {
      const isSame = (row: ErasureRow) =>
        row.id === erasure.id ||
        (row.doneAt === null &&
          row.userId === erasure.userId &&
          row.guildId === erasure.guildId &&
          row.threadId === erasure.threadId);
      if (tables.erasures.some(isSame)) return null;
      const row = { ...structuredClone(erasure), went: { ...NOTHING }, leaseUntil, doneAt: null };
      tables.erasures.push(row);
      return erasureOf(row)[0] ?? null;
    },

    async takeErasures(now, until, limit) {
      const due = tables.erasures
        .filter(({ doneAt, leaseUntil }) => doneAt === null && leaseUntil <= now)
        .sort((a, b) => a.leaseUntil - b.leaseUntil)
        .slice(0, limit);
      for (const row of due) row.leaseUntil = until;
      return due.sort((a, b) => a.askedAt - b.askedAt).flatMap(erasureOf);
    },

    async releaseErasure(id, until) {
      for (const row of tables.erasures) if (row.id === id) row.leaseUntil = until;
    },

    async threadsToErase({ userId, guildId, threadId, askedAt }, limit) {
      return ofUser(userId, guildId)
        .filter(({ id }) => threadId === undefined || id === threadId)
        .filter(({ openedAt }) => openedAt <= askedAt)
        .sort((a, b) => Number(a.state === "closed") - Number(b.state === "closed") || a.openedAt - b.openedAt)
        .slice(0, limit)
        .flatMap(erasable);
    },

    async undecidedToErase({ userId, askedAt }, limit) {
      return undecidedOf(userId)
        .filter(({ sentAt }) => sentAt <= askedAt)
        .slice(0, limit)
        .map(toErasable);
    },

    async forgetUser({ id, userId, guildId, threadId }) {
      const went = () => ({ ...(tables.erasures.find((row) => row.id === id)?.went ?? NOTHING) });
      if (threadId !== undefined) return went();
      const isHere = (other: string) => guildId === null || other === guildId;
      const notes = remove(tables.userNotes, (row) => row.userId === userId && isHere(row.guildId));
      count(id, { notes: notes.length });
      const isTheirs = (key: string) => {
        const [user, guild = ""] = key.split("/");
        return user === userId && isHere(guild);
      };
      removeFrom(tables.memberships, isTheirs);
      removeFrom(tables.contacts, isTheirs);
      if (guildId === null) {
        tables.users.delete(userId);
        removeFrom(tables.sessions, (_, session) => session.id === userId);
        removeFrom(tables.standings, (_, standing) => standing.userId === userId);
      }
      return went();
    },

    async finishErasure(id, now) {
      for (const row of tables.erasures) {
        if (row.id === id) Object.assign(row, { userId: null, dmChannelId: null, doneAt: now });
      }
    },

    async erasuresIn(guildId, limit) {
      return tables.erasures
        .filter((row) => row.guildId === guildId)
        .sort((a, b) => b.askedAt - a.askedAt)
        .slice(0, limit)
        .map(({ id, by, askedAt, doneAt, went }) => structuredClone({ id, by, askedAt, doneAt, went }));
    },

    async takeGuilds(now, until, limit) {
      const due = [...tables.guilds.values()]
        .map((settings) => ({ settings, tending: tendingOf(tables, settings.guildId) }))
        .filter(({ tending }) => tending.tendAt <= now)
        .sort((a, b) => a.tending.tendAt - b.tending.tendAt)
        .slice(0, limit);
      for (const { tending } of due) tending.tendAt = until;
      return due.map(({ settings, tending: { leftAt, purgedUntil } }) => ({
        settings: { ...settings },
        leftAt,
        purgedUntil,
      }));
    },

    async tended(guildId, now) {
      Object.assign(tendingOf(tables, guildId), now);
    },

    async threadsToPurge(guildId, from, to, limit) {
      return tables.threads
        .filter(
          ({ guildId: id, closedAt, erasedAt }) =>
            id === guildId && erasedAt === null && closedAt !== null && closedAt >= from && closedAt <= to,
        )
        .sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0))
        .slice(0, limit)
        .flatMap(erasable);
    },

    async threadIdsIn(guildId, limit) {
      return tables.threads
        .filter((thread) => thread.guildId === guildId)
        .sort((a, b) => a.number - b.number)
        .slice(0, limit)
        .map(({ id }) => id);
    },

    async deleteThreads(ids) {
      if (tables.messages.some(({ threadId }) => threadId !== null && ids.includes(threadId))) {
        throw new Error("a thread still has messages");
      }
      remove(tables.threads, ({ id }) => ids.includes(id));
    },

    async snippetFiles(guildId, after, limit) {
      const ids = tables.snippetChanges
        .filter((change) => change.guildId === guildId && (change.to?.attachments.length ?? 0) > 0)
        .flatMap(({ to }) => to?.filesId ?? []);
      return [...new Set(ids)]
        .sort()
        .filter((id) => id > after)
        .slice(0, limit);
    },

    async forgetGuild(guildId) {
      remove(tables.userNotes, (row) => row.guildId === guildId);
      remove(tables.snippets, (row) => row.guildId === guildId);
      remove(tables.snippetChanges, (row) => row.guildId === guildId);
      remove(tables.settingsChanges, (row) => row.guildId === guildId);
      remove(tables.erasures, (row) => row.guildId === guildId);
      removeFrom(tables.memberships, (key) => key.endsWith(`/${guildId}`));
      removeFrom(tables.contacts, (_, contact) => contact.guildId === guildId);
      removeFrom(tables.standings, (_, { standing }) => standing.guildId === guildId);
      tables.guilds.delete(guildId);
      tables.tending.delete(guildId);
    },
  };
}

const toErasable = ({ id, attachments, extras }: Tables["messages"][number]): ErasableMessage => ({
  id,
  hasFiles: attachments.length > 0 || extras !== undefined,
});

function tendingOf(tables: Tables, guildId: string) {
  const known = tables.tending.get(guildId) ?? { leftAt: null, purgedUntil: 0, tendAt: 0 };
  tables.tending.set(guildId, known);
  return known;
}
