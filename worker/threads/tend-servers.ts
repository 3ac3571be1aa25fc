// Looking after servers, each about once a day: is the bot still there, and is anything kept longer than it should be. A
// server that removed the bot is forgotten after a month, unless the bot came back.

import { Later } from "../domain/refusal.ts";
import {
  type Budget,
  ERASING_LEASE_MS,
  type ErasePorts,
  eraseContent,
  eraseThread,
  PATIENCE_OF_SCHEDULE_MS,
} from "./erase-thread.ts";
import type { Ports, TendedGuild } from "./ports.ts";

type Needs = ErasePorts & Pick<Ports, "log">;

const DAY_MS = 24 * 60 * 60_000;
/** After the bot was removed. */
const GRACE_MS = 30 * DAY_MS;
const SERVERS_AT_ONCE = 3;
/** Two calls of Discord's each, for their entries in the logs channel. */
const THREADS_AT_ONCE = 5;
const PAGES_AT_ONCE = 20;
const FILES_AT_ONCE = 50;

export async function tendServers(ports: Needs): Promise<{ tended: number; failed: number }> {
  const now = ports.now();
  const result = { tended: 0, failed: 0 };
  const budget = { pages: PAGES_AT_ONCE, until: now + PATIENCE_OF_SCHEDULE_MS };
  for (const server of await ports.store.takeGuilds(now, now + ERASING_LEASE_MS, SERVERS_AT_ONCE)) {
    try {
      await tend(ports, server, budget);
      result.tended += 1;
    } catch (error) {
      const problem = error instanceof Later ? error.message : String(error);
      ports.log({ warning: "a server wasn't looked after", problem });
      result.failed += 1;
    }
  }
  return result;
}

async function tend(ports: Needs, server: TendedGuild, budget: Budget): Promise<void> {
  const now = ports.now();
  const { guildId, retentionDays } = server.settings;
  const { purgedUntil } = server;
  if (!(await ports.discord.isInGuild(guildId))) {
    const leftAt = server.leftAt ?? now;
    if (now - leftAt < GRACE_MS) return ports.store.tended(guildId, { leftAt, purgedUntil, tendAt: now + DAY_MS });
    if (await forgetServer(ports, guildId, budget)) return;
    return ports.store.tended(guildId, { leftAt, purgedUntil, tendAt: now });
  }
  const purged = retentionDays === null ? null : await purge(ports, server, now - retentionDays * DAY_MS, budget);
  await ports.store.tended(guildId, {
    leftAt: null,
    purgedUntil: purged?.until ?? purgedUntil,
    tendAt: purged === null || purged.isDone ? now + DAY_MS : now,
  });
}

/** `until`: nothing that was closed before holds anything any more. */
async function purge(
  ports: Needs,
  { settings, purgedUntil }: TendedGuild,
  to: number,
  budget: Budget,
): Promise<{ until: number; isDone: boolean }> {
  const threads = await ports.store.threadsToPurge(settings.guildId, purgedUntil, to, THREADS_AT_ONCE);
  for (const found of threads) {
    const progress = await eraseThread(ports, found, "retention", budget);
    if (progress !== "done") return { until: found.thread.closedAt ?? purgedUntil, isDone: false };
  }
  const last = threads.at(-1);
  if (threads.length < THREADS_AT_ONCE) return { until: Math.max(to, purgedUntil), isDone: true };
  return { until: last?.thread.closedAt ?? purgedUntil, isDone: false };
}

/** Files before the rows that say where they are; the server's own row, by which it is found again, goes last. */
async function forgetServer({ store, files }: Needs, guildId: string, budget: Budget): Promise<boolean> {
  // 1. Threads of any state: their channels are out of reach.
  for (;;) {
    const ids = await store.threadIdsIn(guildId, THREADS_AT_ONCE);
    if (ids.length === 0) break;
    for (const id of ids) {
      if ((await eraseContent({ store, files }, { guildId, id }, budget)) === "more") return false;
    }
    await store.deleteThreads(ids);
  }
  // 2. The files of snippets.
  for (let after = ""; ; ) {
    const ids = await store.snippetFiles(guildId, after, FILES_AT_ONCE);
    await files.forget(ids);
    if (ids.length < FILES_AT_ONCE) break;
    after = ids.at(-1) ?? "";
  }
  // 3. The rest.
  await store.forgetGuild(guildId);
  return true;
}
