// A direct message: into the user's open thread; or it opens one; or, with several servers to choose from, it is kept
// until the user has chosen.

import type { Message } from "../domain/message.ts";
import { aboutServer } from "../domain/notice.ts";
import { lastMark } from "./deliver.ts";
import { keepFiles } from "./files.ts";
import { continueThread, openThread } from "./open.ts";
import type { NewMessage, Ports } from "./ports.ts";
import { sharedServers } from "./servers.ts";

export type UserMessageOutcome =
  | { outcome: "delivered" | "repeated" | "waits"; threadId: string | null }
  | { outcome: "asked" | "kept" | "no-server"; threadId: null };

/** The user is asked again for what they write later than this after the last question. */
const ASK_AGAIN_MS = 10 * 60_000;

export async function receiveUserMessage(ports: Ports, message: NewMessage): Promise<UserMessageOutcome> {
  const received = await takeAndDeliver(ports, message);
  // Discord's links die within a day; mending and choosing may take longer.
  if (WAITING.includes(received.outcome)) await keepFiles(ports.files, message);
  return received;
}

const WAITING: readonly UserMessageOutcome["outcome"][] = ["waits", "asked", "kept"];

async function takeAndDeliver(ports: Ports, message: NewMessage): Promise<UserMessageOutcome> {
  const taken = await ports.store.takeUserMessage(message);
  const { threadId } = taken.message;
  if (taken.message.state === "delivered") {
    // The first try may have ended anywhere behind the copy: in the opening's last steps, or before the mark.
    if (taken.current?.thread.state === "opening") {
      const opened = await continueThread(ports, taken.current, []);
      return { outcome: opened.ok ? "repeated" : "waits", threadId };
    }
    await lastMark(ports, taken.message);
    return { outcome: "repeated", threadId };
  }
  if (taken.message.state === "refused") return { outcome: "repeated", threadId };
  if (taken.current) {
    if (taken.turned) {
      const about = aboutServer(taken.current.settings, true);
      await ports.discord.tellUser(message.channelId, { notice: "talking-to", about }, `t${message.id}`);
    }
    const delivered = await continueThread(ports, taken.current, taken.pending, {
      repeated: message.id,
      previous: taken.previous,
    });
    return { outcome: delivered.ok ? "delivered" : "waits", threadId };
  }
  return withoutThread(ports, message, taken.pending);
}

async function withoutThread(ports: Ports, message: NewMessage, pending: Message[]): Promise<UserMessageOutcome> {
  const { userId, channelId: dmChannelId } = message;
  const { servers, askedAt, threadAt } = await sharedServers(ports, userId);
  const [first, ...others] = servers;

  if (first === undefined) {
    const refused = pending.map(({ id }) => id);
    await ports.discord.tellUser(dmChannelId, { notice: "no-server" }, `n${message.id}`);
    await ports.store.refuseMessages(refused, "no-server");
    return { outcome: "no-server", threadId: null };
  }

  if (others.length === 0) {
    const { settings } = first;
    const profile = first.profile ?? (await ports.discord.member(settings.guildId, userId));
    if (profile === null) {
      // They left since we last asked: remember that, and look again.
      await ports.store.rememberMemberships(userId, [{ guildId: settings.guildId, isMember: false }], ports.now());
      return withoutThread(ports, message, pending);
    }
    const opened = await openThread(ports, { settings, userId, dmChannelId, profile, via: "message" });
    return opened.ok
      ? { outcome: "delivered", threadId: opened.value.thread.id }
      : { outcome: "waits", threadId: null };
  }

  const now = ports.now();
  if (pending.length > 1 && askedAt !== null && askedAt + ASK_AGAIN_MS > now) {
    return { outcome: "kept", threadId: null };
  }
  await ports.discord.askForServer(dmChannelId, servers, `q${message.id}${roundOf(threadAt)}`);
  await ports.store.rememberUser(userId, dmChannelId, now);
  return { outcome: "asked", threadId: null };
}

/**
 * At most four characters, others after each thread: when a thread ends before a message of it was seen, the question for
 * the message is another than the one that was answered, and Discord must not take it for that.
 */
const roundOf = (threadAt: number | null): string =>
  threadAt === null ? "" : (Math.floor(threadAt / 1000) % 36 ** 4).toString(36);
