// Sessions, standings and counts of sign-ins in memory. Part of memory-store.ts.

import type { SessionStore } from "../../../worker/threads/ports.ts";
import { membershipKey, type Tables } from "./memory-tables.ts";

const SPAN_MS = 10 * 60_000;

export function memorySessions(tables: Tables): SessionStore {
  const settings = (guildId: string) => structuredClone(tables.guilds.get(guildId) ?? null);
  const remove = <T>(from: Map<string, T>, is: (value: T, key: string) => boolean) => {
    for (const [key, value] of from) if (is(value, key)) from.delete(key);
  };
  return {
    async startSession(idHash, session, replaced) {
      if (replaced !== null) tables.sessions.delete(replaced);
      remove(tables.sessions, ({ expiresAt }) => expiresAt <= session.createdAt);
      remove(tables.signIns, ({ spanAt }) => spanAt < session.createdAt - SPAN_MS);
      tables.sessions.set(idHash, structuredClone(session));
      const people = new Set([...tables.sessions.values()].map(({ id }) => id));
      remove(tables.standings, ({ userId }) => !people.has(userId));
    },

    async visit(idHash, guildId, now) {
      const session = tables.sessions.get(idHash);
      const known = session !== undefined && session.expiresAt > now;
      return {
        session: known ? structuredClone(session) : null,
        known: [...tables.standings.values()]
          .filter(({ userId }) => known && userId === session.id)
          .map(({ standing }) => ({ standing: structuredClone(standing), settings: settings(standing.guildId) })),
        settings: guildId === null ? null : settings(guildId),
      };
    },

    async endSession(idHash) {
      tables.sessions.delete(idHash);
    },

    async endSessions(userId) {
      remove(tables.sessions, ({ id }) => id === userId);
      remove(tables.standings, (standing) => standing.userId === userId);
    },

    async rememberStandings(userId, standings) {
      for (const standing of standings) {
        tables.standings.set(membershipKey(userId, standing.guildId), { userId, standing: structuredClone(standing) });
      }
    },

    async settingsOf(guildIds) {
      return guildIds.flatMap((guildId) => settings(guildId) ?? []);
    },

    async countSignIn(who, now) {
      const spanAt = now - (now % SPAN_MS);
      const counted = (name: string) => {
        const key = `${spanAt}/${name}`;
        const count = (tables.signIns.get(key)?.count ?? 0) + 1;
        tables.signIns.set(key, { spanAt, count });
        return count;
      };
      return { own: counted(who), all: counted("all") };
    },
  };
}
