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
import { showInChannel } from "./show-in-channel.ts";

/** An invocation may make 50 requests on the free plan; the next minute continues. */
const THREADS_AT_ONCE = 6;
const MESSAGES_AT_ONCE = 10;
/** Younger messages are still in the hands of whoever took them. */
const GRACE_MS = 60_000;
/** Until a channel that doesn't show what staff wrote elsewhere is tried again. */
const RETRY_AFTER_MS = 5 * 60_000;
/** After that nobody is going to mend the channel. The page and the transcript have what it doesn't show. */
const SHOWN_WITHIN_MS = 7 * 24 * 60 * 60_000;

type Run = <T>(threadId: string, work: () => Promise<T>) => Promise<T | "failed">;

/** One thread's failure doesn't keep the others waiting. `guildId`: only this server's, without their waiting time. */
export async function finishCutOff(ports: Ports, guildId?: string): Promise<{ finished: number; failed: number }> {
  const result = { finished: 0, failed: 0 };
  const run: Run = async (threadId, work) => {
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
  await showWaiting(ports, due, run);
  for (const message of await ports.store.undecided(ports.now() - GRACE_MS, MESSAGES_AT_ONCE)) {
    await run(message.id, () => receiveUserMessage(ports, message));
  }
  return result;
}

/** In order per sender: what comes after a message that didn't get through waits with it. */
async function deliverWaiting(ports: Ports, due: number, run: Run): Promise<void> {
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
      if (sent.ok && message.source === "message") await checkMark(ports, message);
      return sent;
    });
    if (done === "failed" || (message.kind === "user" && !done.ok)) blocked.add(lane);
  }
}

/** What was written elsewhere than in the channel, in order: what comes after a message that isn't shown waits with it. */
async function showWaiting(ports: Ports, due: number, run: Run): Promise<void> {
  const now = ports.now();
  const blocked = new Set<string>();
  const sent = { from: now - SHOWN_WITHIN_MS, before: now - GRACE_MS };
  for (const { message, ...inGuild } of await ports.store.unshown(sent, due, MESSAGES_AT_ONCE)) {
    const { thread } = inGuild;
    if (blocked.has(thread.id)) continue;
    const shown = await run(thread.id, async () => {
      const isShown = await showInChannel(ports, inGuild, message);
      if (!isShown) await ports.store.release(thread.id, thread.trouble, now + RETRY_AFTER_MS);
      return isShown;
    });
    if (shown !== true) blocked.add(thread.id);
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
