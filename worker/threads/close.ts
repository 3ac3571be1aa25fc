// Closing a thread: marked → transcript in R2 → logs channel → user told → channel deleted → closed. The transcript is
// safe before its channel goes. Each step is noted or harmless to repeat; the schedule finishes what was cut off.

import type { Message } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { textForUser } from "../domain/user-text.ts";
import { entryIn } from "./log-entry.ts";
import type { Counts, File, Ports, ThreadInGuild, Waiting } from "./ports.ts";
import { sendKeptReply } from "./reply.ts";

type Needs = Pick<Ports, "store" | "discord" | "files" | "links" | "now">;

const LEASE_MS = 60_000;
const OWED_LOG_RETRY_MS = 60 * 60_000;
/** How long a logs channel may refuse a transcript before nobody waits for it any more; it stays in R2. */
const OWED_LOG_MS = 7 * 24 * 60 * 60_000;

/** Characters; what is longer is cut. */
export const REASON_LIMIT = 1000;

/**
 * `by` is null when nobody pressed anything: the channel was deleted by hand. Of two at once, the second is told who.
 * `say` is called once the thread is theirs to close, while its channel is still there. What the user wrote and nobody
 * has seen opens their next thread, unless they close this one themselves.
 */
export function closeThread(
  ports: Needs,
  inGuild: ThreadInGuild,
  by: string | null,
  reason: string | null,
  say: () => Promise<unknown> = async () => {},
): Promise<Result<void, Refusal>> {
  return close(ports, inGuild, by, reason, say, by === inGuild.thread.userId ? "closed-by-user" : "released");
}

/** Ends a thread that couldn't take its user's messages for too long; they learn what hasn't reached the staff. */
export const closeUnreached = (ports: Needs, inGuild: ThreadInGuild): Promise<Result<void, Refusal>> =>
  close(ports, inGuild, null, null, async () => {}, "unreached");

async function close(
  ports: Needs,
  { thread, settings }: ThreadInGuild,
  by: string | null,
  reason: string | null,
  say: () => Promise<unknown>,
  waiting: Waiting,
): Promise<Result<void, Refusal>> {
  const now = ports.now();
  const closing = await ports.store.startClosing(thread.id, by, readReason(reason), now, now + LEASE_MS, waiting);
  if (!closing.started) return no({ reason: "thread-closing", by: closing.thread.closedBy });
  await say();
  await finishClosing(ports, { thread: closing.thread, settings }, closing);
  return ok(undefined);
}

const readReason = (reason: string | null): string | null =>
  reason
    ?.trim()
    .slice(0, REASON_LIMIT)
    .replace(/[\ud800-\udbff]$/, "") || null;

/** The steps from wherever they stand; whoever calls holds the lease. `next`: where the user's messages go now. */
export async function finishClosing(
  ports: Needs,
  { thread, settings }: ThreadInGuild,
  { messages, next }: { messages: readonly Message[]; next: string | null },
): Promise<void> {
  try {
    // 1. The transcript, and 2. its entry in the logs channel.
    if (thread.logState === null) {
      const said = await sendWaitingReplies(ports, { thread, settings }, messages);
      const page = await ports.files.writeTranscript(thread, settings.guildName, said);
      await logClosed(ports, { thread, settings }, said, page);
    }
    // 3. The user. Closed DMs are no reason to keep the thread.
    if (thread.userToldAt === null) {
      const { guildName } = settings;
      const closing = textForUser(settings.closing, thread.profile.displayName, guildName);
      const closed = { guildName, closing, reason: thread.closeReason, unreachedSince: thread.troubleSince, next };
      await ports.discord.tellUser(thread.dmChannelId, { notice: "thread-closed", ...closed }, `b${thread.id}`);
      await ports.store.userTold(thread.id, ports.now());
    }
    // 4. The channel. If the bot may not delete it, staff are told to.
    if (thread.channelId !== null) {
      const deleted = await ports.discord.deleteChannel(thread.channelId, `Modmail thread #${thread.number} closed`);
      if (!deleted.ok) {
        const notice = { notice: "not-deleted", refusal: deleted.error } as const;
        await ports.discord.tellStaff(thread.channelId, notice, `k${thread.id}`);
      }
    }
    // 5. Done.
    await ports.store.closed(thread.id, ports.now());
  } catch (error) {
    await ports.store.release(thread.id, thread.trouble, ports.now());
    throw error;
  }
}

/** Replies that were taken but haven't reached the user: nobody looks for them once the thread is closed. */
async function sendWaitingReplies(ports: Needs, inGuild: ThreadInGuild, messages: readonly Message[]) {
  const said: Message[] = [];
  for (const message of messages) {
    const isWaiting = message.kind === "reply" && message.state === "pending";
    const sent = isWaiting ? await sendKeptReply(ports, inGuild, { message }) : null;
    if (sent === null) said.push(message);
    else said.push(sent.ok ? sent.value : { ...message, state: "refused", problem: sent.error.reason });
  }
  return said;
}

/** Posts a log that the logs channel refused earlier. */
export async function postOwedLog(ports: Needs, inGuild: ThreadInGuild): Promise<void> {
  const messages = await ports.store.messagesOf(inGuild.thread.id);
  const page = await ports.files.writeTranscript(inGuild.thread, inGuild.settings.guildName, messages);
  await logClosed(ports, inGuild, messages, page);
}

/** A logs channel that refuses (deleted, no permission) is owed the entry until it is mended. */
async function logClosed(ports: Needs, { thread, settings }: ThreadInGuild, messages: readonly Message[], page: File) {
  const { logsChannelId } = settings;
  if (logsChannelId === null) return ports.store.loggedTranscript(thread.id, "none", ports.now());
  const posted = await ports.discord.logClosed(
    logsChannelId,
    thread,
    countsOf(messages),
    thread.confidential ? null : page,
  );
  const entry = entryIn(logsChannelId, posted);
  const now = ports.now();
  const isOwed = !posted.ok && now - (thread.closedAt ?? now) < OWED_LOG_MS;
  await ports.store.loggedTranscript(thread.id, posted.ok ? "posted" : isOwed ? "owed" : "none", now, entry);
  if (isOwed && thread.state === "closed") {
    await ports.store.release(thread.id, posted.error.reason, now + OWED_LOG_RETRY_MS);
  }
}

const countsOf = (messages: readonly Message[]): Counts => ({
  user: messages.filter((message) => message.kind === "user").length,
  reply: messages.filter((message) => message.kind === "reply" && message.state === "delivered").length,
  note: messages.filter((message) => message.kind === "note").length,
});
