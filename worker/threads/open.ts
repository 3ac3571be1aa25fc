// Opening a thread: row → channel → header → first messages → logs and user told → open. Each step can be cut off and
// is found again: the row says how far it went, nonces keep repeated messages single.

import type { Message } from "../domain/message.ts";
import { aboutServer, type UserNotice } from "../domain/notice.ts";
import { type DiscordRefusal, Later, type Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import type { Profile, Thread } from "../domain/thread.ts";
import { textForUser } from "../domain/user-text.ts";
import { deliverToOpen, deliverWhileOpening, type Origin } from "./deliver.ts";
import { entryIn } from "./log-entry.ts";
import type { Bot, LogEntry, NewMessage, Ports, ThreadInGuild } from "./ports.ts";
import { sayFirst } from "./say-first.ts";
import { noteTrouble } from "./trouble.ts";

type Needs = Pick<Ports, "store" | "discord" | "files" | "links" | "now" | "wait" | "newThreadId">;

/** Longer than a Worker may live after its answer (30 s), so a lease never ends under someone still at work. */
export const LEASE_MS = 60_000;

interface Opening {
  settings: Settings;
  userId: string;
  dmChannelId: string;
  profile: Profile;
  via: Thread["openedVia"];
  /** Of staff, who opens it and claims it. */
  contactedBy?: string;
  /** What they say first. */
  reply?: NewMessage;
}

/**
 * Opens the user's thread with a server, or continues one that is being opened; delivers what the user wrote so far.
 * A refusal leaves the thread and its messages waiting until a person has mended the cause (trouble.ts).
 */
export async function openThread(
  ports: Needs,
  wish: Opening,
): Promise<Result<{ thread: Thread; created: boolean }, Refusal>> {
  const now = ports.now();
  const { thread, pending, created, bot, elsewhere } = await ports.store.createThread({
    id: ports.newThreadId(),
    guildId: wish.settings.guildId,
    userId: wish.userId,
    dmChannelId: wish.dmChannelId,
    profile: wish.profile,
    openedVia: wish.via,
    contactedBy: wish.contactedBy ?? null,
    ...(wish.reply ? { reply: wish.reply } : {}),
    openedAt: now,
    leaseUntil: now + LEASE_MS,
  });
  const inGuild = { thread, settings: wish.settings };
  const first = wish.reply ? [undelivered(wish.reply, thread.id)] : [];
  const done = created
    ? await finishOpening(ports, inGuild, [...first, ...pending], { bot, elsewhere })
    : await continueThread(ports, inGuild, pending);
  return done.ok ? ok({ thread, created }) : done;
}

/**
 * Delivers into a thread that exists: what is pending into an open one, everything that was cut off into one that is
 * still being opened. `origin`: deliver.ts.
 */
export async function continueThread(
  ports: Needs,
  inGuild: ThreadInGuild,
  pending: readonly Message[],
  origin: Origin = { repeated: null, previous: null },
): Promise<Result<void, Refusal>> {
  const { thread } = inGuild;
  switch (thread.state) {
    case "open": {
      const { channelId } = thread;
      if (channelId === null) throw new Error(`thread ${thread.id} is open without a channel`);
      const mended = thread.trouble === null ? undefined : { messageId: thread.headerMessageId };
      const delivered = await deliverToOpen(
        ports,
        { ...inGuild, thread: { ...thread, channelId } },
        pending,
        origin,
        mended,
      );
      return delivered.ok ? delivered : no(await noteTrouble(ports, inGuild, delivered.error));
    }
    case "opening": {
      const now = ports.now();
      if (!(await ports.store.lease(thread.id, now, now + LEASE_MS))) throw new Later(1, "the thread is being opened");
      const channelId = thread.channelId ?? (await ports.discord.findThreadChannel(thread));
      const said = await ports.store.messagesOf(thread.id);
      const bot = await ports.store.bot();
      const { elsewhere } = await ports.store.openThread(thread.userId, thread.guildId);
      return finishOpening(ports, { ...inGuild, thread: { ...thread, channelId } }, said, { bot, elsewhere });
    }
    case "closing":
    case "closed":
      throw new Later(2, "the thread is being closed");
  }
}

interface Known {
  bot: Bot | null;
  /** The user could write to other servers. */
  elsewhere: boolean;
}

async function finishOpening(
  ports: Needs,
  { thread, settings }: ThreadInGuild,
  messages: readonly Message[],
  known: Known,
): Promise<Result<void, Refusal>> {
  let log: LogEntry | null;
  try {
    const opened = await runSteps(ports, { thread, settings }, messages, known);
    if (!opened.ok) return no(await noteTrouble(ports, { thread, settings }, opened.error));
    log = opened.value;
  } catch (error) {
    await ports.store.release(thread.id, thread.trouble, ports.now());
    throw error;
  }
  // 5. Done.
  await ports.store.opened(thread.id, log);
  return ok(undefined);
}

/** Returns the entry in the logs channel. */
async function runSteps(
  ports: Needs,
  { thread, settings }: ThreadInGuild,
  messages: readonly Message[],
  { bot, elsewhere }: Known,
): Promise<Result<LogEntry | null, DiscordRefusal>> {
  // 1. The channel. Noted at once: a channel that D1 doesn't know would be an orphan.
  let channelId = thread.channelId;
  if (channelId === null) {
    const botUserId = bot?.userId ?? (await ports.discord.botUserId());
    const channel = await ports.discord.createThreadChannel(thread, settings, botUserId);
    if (!channel.ok) return channel;
    channelId = channel.value.channelId;
  }
  if (channelId !== thread.channelId || thread.headerMessageId === null) {
    await ports.store.setChannel(thread.id, channelId);
  }
  const placed = { thread: { ...thread, channelId }, settings };

  // 2. The header, before anything the user said.
  let header: { messageId: string | null } | undefined;
  if (thread.headerMessageId === null) {
    const posted = await ports.discord.postHeader(placed.thread, settings, bot?.messageContent ?? null);
    if (!posted.ok) return posted;
    header = posted.value;
  }

  // 3. What the user wrote so far, and what staff said when they opened it.
  const fromUser = messages.filter((message) => message.kind === "user");
  const delivered = await deliverWhileOpening(ports, placed, fromUser, header);
  if (!delivered.ok) return delivered;
  for (const message of messages) {
    if (message.kind === "reply" && message.channelId !== channelId) {
      await sayFirst(ports, placed, message);
    }
  }

  // 4. The logs channel and the user learn of it. Neither may keep the thread from opening.
  const greeting = textForUser(settings.greeting, thread.profile.displayName, settings.guildName);
  const notice = fromUser.length > 0 ? "thread-opened" : "thread-invited";
  const opened: UserNotice = { notice, about: aboutServer(settings, elsewhere), greeting };
  const [logged, told] = await Promise.all([
    settings.logsChannelId === null ? null : ports.discord.logOpened(settings.logsChannelId, placed.thread),
    // Those who asked by a command, or whom staff wrote to, were told first.
    thread.openedVia === "message" ? ports.discord.tellUser(thread.dmChannelId, opened, `g${thread.id}`) : null,
  ]);
  if (logged && !logged.ok) {
    await ports.discord.tellStaff(channelId, { notice: "not-logged", refusal: logged.error }, `l${thread.id}`);
  }
  if (told && !told.ok) {
    await ports.discord.tellStaff(channelId, { notice: "not-sent", refusal: told.error }, `d${thread.id}`);
  }
  return ok(settings.logsChannelId === null ? null : entryIn(settings.logsChannelId, logged));
}

const undelivered = (message: NewMessage, threadId: string): Message => ({
  ...message,
  threadId,
  state: "pending",
  copyIds: [],
  problem: null,
  deliveredAt: null,
});
