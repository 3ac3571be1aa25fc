// Everything the verbs need, in memory, with a clock that tests move.

import type { Settings } from "../../../worker/domain/settings.ts";
import type { Thread } from "../../../worker/domain/thread.ts";
import type { Ports } from "../../../worker/threads/ports.ts";
import { type Intercept, intercepted, straight } from "./intercept.ts";
import { MemoryDiscord } from "./memory-discord.ts";
import { MemoryFiles } from "./memory-files.ts";
import { createMemoryStore } from "./memory-store.ts";
import { emptyTables, type Tables } from "./memory-tables.ts";
import { dmOf, GUILD, LOGS, MARA, NOW, sampleProfile, sampleSettings } from "./samples.ts";

export interface MemoryPorts {
  /** What verbs are given. */
  ports: Ports;
  /** What stands behind it, to look at and to change; calls made here aren't intercepted. */
  store: Ports["store"];
  tables: Tables;
  discord: MemoryDiscord;
  files: MemoryFiles;
  clock: { now(): number; pass(ms: number): void };
  warnings: Parameters<Ports["log"]>[0][];
  intercept(by: Intercept): void;
  /** Saves a server's settings and makes its logs channel. */
  addServer(change?: Partial<Settings>): Settings;
  join(userId: string, guildId?: string): void;
  /** The only thread there is. */
  thread(): Thread;
  dm(userId?: string): string[];
  logs(): string[];
  /** What stands, or stood, in the thread's channel. */
  channel(thread?: Thread): string[];
}

export function createMemoryPorts(): MemoryPorts {
  let now = NOW;
  const clock = {
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
  const tables = emptyTables();
  const store = createMemoryStore(tables);
  const discord = new MemoryDiscord(clock);
  const files = new MemoryFiles();
  const warnings: MemoryPorts["warnings"] = [];
  let by = straight;
  let threads = 0;
  const current = () => by;

  const world: MemoryPorts = {
    ports: {
      store: intercepted("store", store, current),
      discord: intercepted<Ports["discord"]>("discord", discord, current),
      files: intercepted<Ports["files"]>("files", files, current),
      links: {
        toFile: async ({ attachmentId }, reader) => ({
          url: `https://modmail.example/${reader}/${attachmentId}`,
          days: 30,
        }),
      },
      now: clock.now,
      newThreadId: () => `thread${String(++threads).padStart(14, "0")}`,
      wait: async (seconds) => clock.pass(seconds * 1000),
      log: (entry) => warnings.push(entry),
    },
    store,
    tables,
    discord,
    files,
    clock,
    warnings,
    intercept: (next) => {
      by = next;
    },
    addServer(change = {}) {
      const settings = sampleSettings(change);
      tables.guilds.set(settings.guildId, settings);
      if (settings.logsChannelId !== null) discord.channels.ensure(settings.logsChannelId, settings.guildId, "logs");
      return settings;
    },
    join: (userId, guildId = GUILD) => discord.join(guildId, userId, sampleProfile({ username: nameOf(userId) })),
    thread() {
      const [thread, ...others] = tables.threads;
      if (!thread || others.length > 0) throw new Error(`there are ${tables.threads.length} threads`);
      return thread;
    },
    dm: (userId = MARA) => discord.channels.said(dmOf(userId)),
    logs: () => discord.channels.said(LOGS),
    channel(thread = world.thread()) {
      if (thread.channelId === null) throw new Error("the thread has no channel");
      return discord.channels.said(thread.channelId);
    },
  };
  return world;
}

const nameOf = (userId: string): string => (userId === MARA ? "mara" : `user-${userId.slice(-2)}`);
