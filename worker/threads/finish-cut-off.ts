// What was cut off or had to wait is finished here: by the schedule, and at once when a server's settings were mended.

import { Later } from "../domain/refusal.ts";
import { finishClosing, postOwedLog } from "./close.ts";
import { checkMark } from "./deliver.ts";
import { continueThread, LEASE_MS } from "./open.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";
import { sendKeptReply } from "./reply.ts";

/** An invocation may make 50 requests on the free plan; the next minute continues. */
const THREADS_AT_ONCE = 6;
const MESSAGES_AT_ONCE = 10;
/** Younger messages are still in the hands of whoever took them. */
const GRACE_MS = 60_000;

/** One thread's failure doesn't keep the others waiting. `guildId`: only this server's, without their waiting time. */
export async function finishCutOff(ports: Ports, guildId?: string): Promise<{ finished: number; failed: number }> {
  const result = { finished: 0, failed: 0 };
  const run = async (threadId: string, work: () => Promise<unknown>) => {
    try {
      await work();
      result.finished++;
    } catch (error) {
      result.failed++;
      const problem = error instanceof Later ? error.message : String(error);
      ports.log({ warning: "not finished", threadId, problem });
    }
  };

  const due = guildId === undefined ? ports.now() : Number.MAX_SAFE_INTEGER;
  for (const inGuild of await ports.store.unfinished(due, THREADS_AT_ONCE, guildId)) {
    await run(inGuild.thread.id, () => finishThread(ports, inGuild));
  }
  for (const waiting of await ports.store.undelivered(ports.now() - GRACE_MS, MESSAGES_AT_ONCE)) {
    await run(waiting.thread.id, async () => {
      if (waiting.message.kind === "user") return continueThread(ports, waiting, [waiting.message]);
      const sent = await sendKeptReply(ports, waiting, waiting.message);
      if (sent.ok) return checkMark(ports, waiting.message);
      const notice = { notice: "not-sent", refusal: sent.error } as const;
      return ports.discord.tellStaff(waiting.message.channelId, notice, `s${waiting.message.id}`);
    });
  }
  return result;
}

async function finishThread(ports: Ports, inGuild: ThreadInGuild): Promise<void> {
  const { thread } = inGuild;
  if (thread.state === "opening") {
    const pending = (await ports.store.messagesOf(thread.id)).filter(
      (message) => message.kind === "user" && message.state === "pending",
    );
    await continueThread(ports, inGuild, pending);
    return;
  }
  const now = ports.now();
  if (!(await ports.store.lease(thread.id, now, now + LEASE_MS))) return;
  if (thread.state === "closing") {
    await finishClosing(ports, inGuild, await ports.store.messagesOf(thread.id));
  } else if (thread.logState === "owed") {
    await postOwedLog(ports, inGuild);
  }
}
