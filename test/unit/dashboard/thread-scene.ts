// Threads for tests of the dashboard: made through the store, as the verbs make them.

import type { Message } from "../../../worker/domain/message.ts";
import type { Profile, Thread } from "../../../worker/domain/thread.ts";
import { GUILD, JONAS, MARA, NOW, newThread, sampleProfile, staffMessage, userMessage } from "../ports/samples.ts";
import type { Desk } from "./desk.ts";

interface Wish {
  id?: string;
  guildId?: string;
  userId?: string;
  profile?: Partial<Profile>;
  openedAt?: number;
  closed?: boolean;
  claimedBy?: string;
}

/** An open thread with a channel that Discord knows, unless it is to be closed. */
export async function makeThread({ world }: Pick<Desk, "world">, wish: Wish = {}): Promise<Thread> {
  const { guildId = GUILD, userId = MARA, openedAt = NOW, profile = {} } = wish;
  const { store } = world;
  const id = wish.id === undefined ? {} : { id: wish.id };
  const made = newThread({ ...id, guildId, userId, openedAt, profile: sampleProfile(profile) });
  const { thread } = await store.createThread(made);
  await store.setChannel(thread.id, world.discord.channels.create(thread));
  await store.opened(thread.id);
  if (wish.claimedBy) await store.claim(thread.id, null, wish.claimedBy, NOW);
  if (wish.closed) {
    await store.startClosing(thread.id, JONAS, "Solved", openedAt + 60_000, NOW);
    await store.closed(thread.id, openedAt + 60_000);
  }
  return (await store.threadPage(guildId, thread.id, "start", 1))?.thread ?? thread;
}

/** What was said in a thread, a minute apart: put there as it is, whatever the thread's state. */
export function said(world: Desk["world"], thread: Thread, messages: readonly Partial<Message>[]): Message[] {
  return messages.map((message, number) => {
    const isUser = (message.kind ?? "user") === "user";
    const written = isUser
      ? userMessage({ userId: thread.userId })
      : staffMessage({ threadId: thread.id, channelId: thread.channelId ?? "" });
    const kept: Message = {
      ...written,
      threadId: thread.id,
      state: "delivered",
      copyIds: ["880000000000000001"],
      problem: null,
      deliveredAt: NOW,
      sentAt: thread.openedAt + number * 60_000,
      ...message,
    };
    world.tables.messages.push(kept);
    return kept;
  });
}
