// The whole Store port in memory: servers, people and the bot stand here, threads and messages in files of their own.
// The contract in test/worker/store-contract.ts holds it to what D1 does.

import { isDeepStrictEqual } from "node:util";
import { defaultSettings, type Settings } from "../../../worker/domain/settings.ts";
import { differences } from "../../../worker/domain/settings-log.ts";
import type { GuildStore, Store } from "../../../worker/threads/ports.ts";
import { memoryChanges } from "./memory-changes.ts";
import { memoryContacts } from "./memory-contacts.ts";
import { memoryKnownChannels } from "./memory-known-channels.ts";
import { memoryMessages } from "./memory-messages.ts";
import { memoryOverview } from "./memory-overview.ts";
import { memoryPrivacy } from "./memory-privacy.ts";
import { memorySessions } from "./memory-sessions.ts";
import { memorySnippets } from "./memory-snippets.ts";
import { emptyTables, membershipKey, type Tables, takesMessages } from "./memory-tables.ts";
import { memoryThreadList } from "./memory-thread-list.ts";
import { memoryThreadPages } from "./memory-thread-pages.ts";
import { memoryThreads } from "./memory-threads.ts";
import { memoryUserNotes } from "./memory-user-notes.ts";

const MEMBER_FOR = 24 * 60 * 60_000;
const NOT_MEMBER_FOR = 5 * 60_000;

export function createMemoryStore(tables: Tables = emptyTables()): Store {
  return {
    ...memoryGuilds(tables),
    ...memoryMessages(tables),
    ...memoryChanges(tables),
    ...memoryThreads(tables),
    ...memorySnippets(tables),
    ...memorySessions(tables),
    ...memoryPrivacy(tables),
    ...memoryOverview(tables),
    ...memoryUserNotes(tables),
    ...memoryContacts(tables),
    ...memoryThreadList(tables),
    ...memoryThreadPages(tables),
  };
}

function memoryGuilds(tables: Tables): GuildStore {
  const isMember = (userId: string, guildId: string, now: number) => {
    const known = tables.memberships.get(membershipKey(userId, guildId));
    if (!known) return null;
    return known.checkedAt + (known.isMember ? MEMBER_FOR : NOT_MEMBER_FOR) > now ? known.isMember : null;
  };
  const chosenAt = (userId: string, guildId: string) =>
    tables.threads.find((thread) => thread.userId === userId && thread.guildId === guildId && takesMessages(thread))
      ?.chosenAt ?? null;
  const lastThreadAt = (userId: string, guildId: string) => {
    const own = tables.threads.filter((thread) => thread.userId === userId && thread.guildId === guildId);
    return own.length === 0 ? null : Math.max(...own.map((thread) => thread.openedAt));
  };

  return {
    async candidates(userId, now) {
      const candidates = [...tables.guilds.values()]
        .map((settings) => ({
          settings: { ...settings },
          isMember: isMember(userId, settings.guildId, now),
          lastThreadAt: lastThreadAt(userId, settings.guildId),
          chosenAt: chosenAt(userId, settings.guildId),
        }))
        .filter((candidate) => candidate.settings.enabled || candidate.chosenAt !== null)
        .sort(
          (a, b) =>
            (b.chosenAt ?? -1) - (a.chosenAt ?? -1) ||
            (b.lastThreadAt ?? -1) - (a.lastThreadAt ?? -1) ||
            (a.settings.guildName < b.settings.guildName ? -1 : 1),
        );
      return { candidates, askedAt: tables.users.get(userId)?.askedAt ?? null };
    },

    async rememberMemberships(userId, answers, now) {
      for (const { guildId, isMember: is } of answers) {
        tables.memberships.set(membershipKey(userId, guildId), { isMember: is, checkedAt: now });
      }
    },

    async rememberUser(userId, dmChannelId, askedAt) {
      tables.users.set(userId, { dmChannelId, askedAt });
    },

    async settings(guildId) {
      return structuredClone(tables.guilds.get(guildId) ?? null);
    },

    async saveSettings(before, settings, by, now) {
      if (settings.enabled && (settings.staffRoleId === null || settings.categoryId === null)) {
        throw new Error("Modmail is enabled without a staff role or a category");
      }
      const known = tables.guilds.get(settings.guildId);
      if (known && (before === null || !sameChoices(known, before))) return false;
      const was = before ?? defaultSettings(settings.guildId, settings.guildName);
      for (const change of differences(was, settings)) {
        const id = tables.settingsChanges.length + 1;
        tables.settingsChanges.push({ guildId: settings.guildId, id, at: now, by: { ...by }, ...change });
      }
      tables.guilds.set(settings.guildId, { ...settings });
      if (before && (before.staffRoleId !== settings.staffRoleId || before.adminRoleId !== settings.adminRoleId)) {
        for (const thread of tables.threads) {
          const isShown = thread.channelId !== null && takesMessages(thread);
          if (thread.guildId === settings.guildId && isShown) thread.reshowAt = now;
        }
      }
      return true;
    },

    async setup(guildId) {
      const own = tables.settingsChanges.filter((change) => change.guildId === guildId);
      return {
        settings: structuredClone(tables.guilds.get(guildId) ?? null),
        changes: own
          .map(({ guildId: _, ...change }) => structuredClone(change))
          .reverse()
          .slice(0, 100),
        bot: structuredClone(tables.bot),
      };
    },

    async countThreads(guildId) {
      const open = tables.threads.filter((thread) => thread.guildId === guildId && thread.state !== "closed");
      return { open: open.length, waiting: open.filter((thread) => thread.trouble !== null).length };
    },

    async bot() {
      return structuredClone(tables.bot);
    },

    async saveBot(bot, _now, asked) {
      tables.bot = { ...bot };
      const open = tables.threads.filter((thread) => thread.state !== "closed");
      return {
        threadChannels: open.flatMap(({ channelId }) => (channelId === null ? [] : [channelId])),
        knownChannels: asked?.knownChannels ? memoryKnownChannels(tables) : [],
      };
    },
  };
}

/** A server's name may have changed in the meantime: that is nobody's choice. */
const sameChoices = ({ guildName: _, ...a }: Settings, { guildName: __, ...b }: Settings): boolean =>
  isDeepStrictEqual(a, b);
