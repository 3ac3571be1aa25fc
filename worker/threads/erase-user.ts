// Erasing a person's data, as they or a server's admin asked: their open threads are closed, then all their threads are
// erased, then what waits for the choice of a server, then the person. A row in D1 says that it was asked for and what
// went; what is cut off there goes on with the next run of the schedule.

import type { Erasure, Went } from "../domain/erasure.ts";
import { Later } from "../domain/refusal.ts";
import { closeThread } from "./close.ts";
import {
  type Budget,
  ERASING_LEASE_MS,
  type ErasePorts,
  eraseMessages,
  eraseThread,
  PATIENCE_OF_SCHEDULE_MS,
} from "./erase-thread.ts";
import { ACTING_MS } from "./patience.ts";
import type { ErasableThread, Ports } from "./ports.ts";

type Needs = ErasePorts & Pick<Ports, "links" | "log">;

/** What one invocation does of it, whoever asked: about a thousand messages. */
const PAGES_AT_ONCE = 20;
const ERASURES_AT_ONCE = 3;
const THREADS_AT_ONCE = 10;
/** Until it is tried again, when somebody else is at work on a thread or Discord failed. */
const RETRY_AFTER_MS = 60_000;

/** `went` null: it isn't done yet and goes on by itself, or was asked for already. */
export async function askErasure(
  ports: Needs,
  wish: Omit<Erasure, "went" | "askedAt">,
): Promise<{ went: Went | null }> {
  const now = ports.now();
  const erasure = await ports.store.startErasure({ ...wish, askedAt: now }, now + ERASING_LEASE_MS);
  if (erasure === null) return { went: null };
  try {
    return { went: await erase(ports, erasure, { pages: PAGES_AT_ONCE, until: now + ACTING_MS }) };
  } catch (error) {
    const problem = error instanceof Later ? error.message : String(error);
    ports.log({ warning: "an erasure isn't finished", problem });
    return { went: null };
  }
}

/** What was cut off or was too much for one invocation. The person gets the receipt in their DM. */
export async function finishErasures(ports: Needs): Promise<{ finished: number; failed: number }> {
  const now = ports.now();
  const result = { finished: 0, failed: 0 };
  const budget = { pages: PAGES_AT_ONCE, until: now + PATIENCE_OF_SCHEDULE_MS };
  for (const erasure of await ports.store.takeErasures(now, now + ERASING_LEASE_MS, ERASURES_AT_ONCE)) {
    try {
      const went = await erase(ports, erasure, budget);
      if (went !== null) await giveReceipt(ports, erasure, went);
      result.finished += 1;
    } catch (error) {
      const problem = error instanceof Later ? error.message : String(error);
      ports.log({ warning: "an erasure isn't finished", problem });
      result.failed += 1;
    }
  }
  return result;
}

/** The receipt was given: whose data it was need not be known any longer. */
export const receiptGiven = (ports: Pick<Ports, "store" | "now">, erasureId: string): Promise<void> =>
  ports.store.finishErasure(erasureId, ports.now());

async function giveReceipt(ports: Needs, { id, dmChannelId, guildId }: Erasure, went: Went): Promise<void> {
  if (dmChannelId !== null) {
    const guildName = guildId === null ? null : ((await ports.store.settings(guildId))?.guildName ?? guildId);
    // Closed DMs: whoever doesn't want to hear of it needn't.
    await ports.discord.tellUser(dmChannelId, { notice: "erased", went, guildName }, `e${id.slice(-24)}`);
  }
  await receiptGiven(ports, id);
}

/** Returns what went in all, or null while there is more to do; whoever calls has the right to work on it. */
async function erase(ports: Needs, erasure: Erasure, budget: Budget): Promise<Went | null> {
  const goOn = async (at: number) => {
    await ports.store.releaseErasure(erasure.id, at);
    return null;
  };
  try {
    // 1. Threads. A closed one is found again, erased ones aren't.
    for (;;) {
      const threads = await ports.store.threadsToErase(erasure, THREADS_AT_ONCE);
      if (threads.length === 0) break;
      for (const thread of threads) {
        const progress = await eraseOne(ports, thread, erasure, budget);
        if (progress === "more") return goOn(ports.now());
        if (progress === "busy") return goOn(ports.now() + RETRY_AFTER_MS);
      }
    }
    // 2. What waits for the choice of a server.
    if (erasure.guildId === null) {
      const undecided = (limit: number) => ports.store.undecidedToErase(erasure, limit);
      if ((await eraseMessages(ports, undecided, budget, erasure.id)) === "more") return goOn(ports.now());
    }
    // 3. The rest.
    return await ports.store.forgetUser(erasure);
  } catch (error) {
    await ports.store.releaseErasure(erasure.id, ports.now() + RETRY_AFTER_MS);
    throw error;
  }
}

/** An open thread is closed and comes again as a closed one. */
async function eraseOne(ports: Needs, found: ErasableThread, erasure: Erasure, budget: Budget) {
  if (found.thread.state === "closed") {
    return eraseThread(ports, found, erasure.by === null ? "user" : "admin", budget, erasure.id);
  }
  const closed = await closeThread(ports, found, erasure.by?.id ?? erasure.userId, null);
  // Somebody else is closing it.
  return closed.ok ? "done" : "busy";
}
