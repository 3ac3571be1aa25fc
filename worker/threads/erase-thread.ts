// Erasing what a closed thread holds: transcript → entries in the logs channel → messages with their files → the row, which
// stays without its user. Each step may be repeated; what is counted is counted in the batch that deletes it.

import type { ErasedFor, Went } from "../domain/erasure.ts";
import { type Patience, patiently, patientUntil } from "./patience.ts";
import type { ErasableMessage, ErasableThread, Ports } from "./ports.ts";

export type ErasePorts = Pick<Ports, "store" | "discord" | "files" | "now" | "wait">;

/** How much an invocation may still do. Whoever shares one counts it down together. */
export interface Budget {
  /** Of messages. */
  pages: number;
  /** Until when rate limits are waited out. */
  until: number;
}

/** Two round trips to D1 a page, and for each message with files two calls of R2's. */
const MESSAGES_PER_PAGE = 50;
/** Longer than an invocation lasts: `until` plus what it is at by then. */
export const ERASING_LEASE_MS = 120_000;
/** How long the schedule waits out rate limits. */
export const PATIENCE_OF_SCHEDULE_MS = 60_000;

/** "more": the budget is used up. "busy": someone else is at work on this thread. */
export type Progress = "done" | "more" | "busy";

export async function eraseThread(
  ports: ErasePorts,
  { thread, settings, logs }: ErasableThread,
  why: ErasedFor,
  budget: Budget,
  erasureId: string | null = null,
): Promise<Progress> {
  const now = ports.now();
  // 0. The right to do it, and nobody writes the transcript again.
  if (!(await ports.store.startErasing(thread.id, now, now + ERASING_LEASE_MS))) return "busy";
  try {
    // 1. The transcript, and 2. the messages with their files.
    if ((await eraseContent(ports, thread, budget, erasureId)) === "more") {
      await ports.store.release(thread.id, null, ports.now());
      return "more";
    }
    // 3. The logs channel: what stands there, and that it is gone because its user wanted that.
    const patience = patientUntil(ports, budget.until);
    const went = await eraseLogs(ports, logs, patience);
    if (why === "user" && settings.logsChannelId !== null && logs.length > 0) {
      const notice = { notice: "erased", number: thread.number } as const;
      const { logsChannelId } = settings;
      await patiently(ports, () => ports.discord.tellStaff(logsChannelId, notice, `j${thread.id}`), patience);
    }
    // 4. The row.
    await ports.store.erased(thread.id, ports.now(), went, erasureId);
    return "done";
  } catch (error) {
    await ports.store.release(thread.id, null, ports.now());
    throw error;
  }
}

/** What R2 and D1 hold of a thread, but for its row. */
export async function eraseContent(
  { store, files }: Pick<ErasePorts, "store" | "files">,
  thread: { guildId: string; id: string },
  budget: Budget,
  erasureId: string | null = null,
): Promise<"done" | "more"> {
  await files.forgetTranscript(thread);
  return eraseMessages({ store, files }, (limit) => store.messagesToErase(thread.id, limit), budget, erasureId);
}

/** `left`: some of what is still there. Files go before the message that says where they are. */
export async function eraseMessages(
  { store, files }: Pick<ErasePorts, "store" | "files">,
  left: (limit: number) => Promise<ErasableMessage[]>,
  budget: Budget,
  erasureId: string | null,
): Promise<"done" | "more"> {
  for (;;) {
    const messages = await left(MESSAGES_PER_PAGE);
    if (messages.length === 0) return "done";
    if (budget.pages <= 0) return "more";
    budget.pages -= 1;
    await files.forget(messages.filter(({ hasFiles }) => hasFiles).map(({ id }) => id));
    await store.eraseMessages(
      messages.map(({ id }) => id),
      erasureId,
    );
  }
}

async function eraseLogs(
  ports: Pick<ErasePorts, "discord" | "wait">,
  logs: ErasableThread["logs"],
  patience: Patience,
): Promise<Pick<Went, "logEntries" | "logEntriesLeft">> {
  const went = { logEntries: 0, logEntriesLeft: 0 };
  for (const { channelId, messageId } of logs) {
    const deleted = await patiently(ports, () => ports.discord.deleteMessages(channelId, [messageId]), patience);
    if (deleted.ok || deleted.error.reason === "unknown-channel") went.logEntries += 1;
    else went.logEntriesLeft += 1;
  }
  return went;
}
