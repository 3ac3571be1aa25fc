// The worlds that tests of the verbs start from, and short ways to say something in them.

import type { NewMessage } from "../../../worker/threads/ports.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { createMemoryPorts, type MemoryPorts } from "../ports/create-memory-ports.ts";
import { GUILD, JONAS, MARA, NOW, OTHER_GUILD, STAFF_ROLE, sampleFile, userMessage } from "../ports/samples.ts";

export const MINUTE = 60_000;
let sent = 0;

/** Ids start anew: two worlds in which the same is said hold the same. */
export const resetIds = (): void => {
  sent = 0;
};

/** What Mara writes at this moment. */
export function write(world: MemoryPorts, change: Partial<NewMessage> = {}): NewMessage {
  return userMessage({ ...change, id: nextId(), sentAt: world.clock.now() });
}

export const nextId = (): string => String(910000000000000000n + BigInt(++sent));

/** What staff type in the thread's channel at this moment, as the door hands it over. */
export function typed(world: MemoryPorts, content: string, change: Partial<NewMessage> = {}) {
  const {
    kind: _,
    userId: __,
    ...message
  } = write(world, {
    author: { id: JONAS, name: "Jonas", avatarUrl: null },
    content,
    ...change,
    channelId: change.channelId ?? world.thread().channelId ?? "",
  });
  return { message, guildId: GUILD, roleIds: [STAFF_ROLE] };
}

/** Mara shares a server with the bot, but Modmail is off there. */
export async function noServer(): Promise<MemoryPorts> {
  const world = createMemoryPorts();
  world.addServer({ enabled: false });
  world.join(MARA);
  return world;
}

/** One server; Mara is in it. */
export async function oneServer(): Promise<MemoryPorts> {
  const world = createMemoryPorts();
  world.addServer();
  world.join(MARA);
  await world.store.saveBot({ userId: "890000000000000001", messageContent: true }, NOW);
  return world;
}

export async function twoServers(): Promise<MemoryPorts> {
  const world = await oneServer();
  world.addServer({ guildId: OTHER_GUILD, guildName: "Southwind", logsChannelId: null });
  world.join(MARA, OTHER_GUILD);
  return world;
}

/** Mara's thread is open and a while old. */
export async function openThread(): Promise<MemoryPorts> {
  const world = await oneServer();
  await receiveUserMessage(world.ports, write(world));
  world.clock.pass(30 * MINUTE);
  return world;
}

/** With a word from each side and a note. */
export async function conversation(): Promise<MemoryPorts> {
  const world = await openThread();
  await receiveStaffMessage(world.ports, typed(world, "!r Which rank?"));
  await receiveStaffMessage(world.ports, typed(world, "Looks honest."));
  await receiveUserMessage(world.ports, write(world, { content: "Captain.", attachments: [screenshot(world)] }));
  world.clock.pass(30 * MINUTE);
  return world;
}

export function screenshot(world: MemoryPorts) {
  const file = sampleFile({ id: "920000000000000001" });
  world.files.cdn.set(file.url, new Uint8Array([1, 2, 3, 4]));
  return file;
}

/** Lets a channel refuse every message, or none. */
export const refuse =
  (channelId: string, reason: "dm-closed" | "missing-permission" | null) => (world: MemoryPorts) => {
    world.discord.channels.get(channelId).refuses = reason === null ? null : { reason };
  };
