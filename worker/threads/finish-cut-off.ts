// What was cut off or had to wait is finished here: by the schedule, and at once when a server's settings were mended.

import { Later } from "../domain/refusal.ts";
import { finishClosing, postOwedLog } from "./close.ts";
import { checkMark } from "./deliver.ts";
import { mirror, mirrorLease } from "./mirror.ts";
import { continueThread, LEASE_MS } from "./open.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";
import { receiveUserMessage } from "./receive-user-message.ts";
import { sendKeptReply, type TellRefusal } from "./reply.ts";
import { reshow } from "./reshow.ts";

/** An invocation may make 50 requests on the free plan; the next minute continues. */
const THREADS_AT_ONCE = 6;
const MESSAGES_AT_ONCE = 10;
/** Younger messages are still in the hands of whoever took them. */
const GRACE_MS = 60_000;

/** One thread's failure doesn't keep the others waiting. `guildId`: only this server's, without their waiting time. */
export async function finishCutOff(ports: Ports, guildId?: string): Promise<{ finished: number; failed: number }> {
  const result = { finished: 0, failed: 0 };
  const run = async <T>(threadId: string, work: () => Promise<T>): Promise<T | "failed"> => {
    try {
      const done = await work();
      result.finished++;
      return done;
    } catch (error) {
      result.failed++;
      const problem = error instanceof Later ? error.message : String(error);
      ports.log({ warning: "not finished", threadId, problem });
      return "failed";
    }
  };

  const due = guildId === undefined ? ports.now() : Number.MAX_SAFE_INTEGER;
  for (const inGuild of await ports.store.unfinished(due, THREADS_AT_ONCE, guildId)) {
    await run(inGuild.thread.id, () => finishThread(ports, inGuild));
  }
  for (const inGuild of await ports.store.misshown(due, THREADS_AT_ONCE, guildId)) {
    await run(inGuild.thread.id, () => reshow(ports, inGuild));
  }
  await deliverWaiting(ports, due, run);
  for (const kept of await ports.store.unmirrored(ports.now(), MESSAGES_AT_ONCE)) {
    const { id, threadId } = kept.message;
    await run(threadId ?? id, async () => {
      if (await ports.store.leaseMirror(id, mirrorLease(ports))) await mirror(ports, kept);
    });
  }
  for (const message of await ports.store.undecided(ports.now() - GRACE_MS, MESSAGES_AT_ONCE)) {
    await run(message.id, () => receiveUserMessage(ports, message));
  }
  return result;
}

/** In order per sender: what comes after a message that didn't get through waits with it. */
async function deliverWaiting(
  ports: Ports,
  due: number,
  run: <T>(threadId: string, work: () => Promise<T>) => Promise<T | "failed">,
): Promise<void> {
  const blocked = new Set<string>();
  for (const waiting of await ports.store.undelivered(ports.now() - GRACE_MS, due, MESSAGES_AT_ONCE)) {
    const { thread, message } = waiting;
    const lane = `${message.kind} ${thread.id}`;
    if (blocked.has(lane)) continue;
    const done = await run(thread.id, async () => {
      if (message.kind === "user") return continueThread(ports, waiting, [message]);
      const tell: TellRefusal = (refusal) =>
        ports.discord.tellStaff(message.channelId, { notice: "not-sent", refusal }, `s${message.id}`);
      const sent = await sendKeptReply(ports, waiting, { message }, tell);
      if (sent.ok) await checkMark(ports, message);
      return sent;
    });
    if (done === "failed" || (message.kind === "user" && !done.ok)) blocked.add(lane);
  }
}

async function finishThread(ports: Ports, inGuild: ThreadInGuild): Promise<void> {
  const { thread } = inGuild;
  if (thread.state === "opening") {
    await continueThread(ports, inGuild, []);
    return;
  }
  const now = ports.now();
  if (!(await ports.store.lease(thread.id, now, now + LEASE_MS))) return;
  if (thread.state === "closing") {
    const [next] = await ports.store.userThreads(thread.userId);
    const messages = await ports.store.messagesOf(thread.id);
    await finishClosing(ports, inGuild, { messages, next: next?.settings.guildName ?? null });
  } else if (thread.logState === "owed") {
    await postOwedLog(ports, inGuild);
  }
}
