// A direct message: into the open thread, into a new one, or kept until its user has chosen a server.

import { expect, test } from "vitest";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { createMemoryPorts } from "../ports/create-memory-ports.ts";
import { GUILD, IVO, MARA, OTHER_GUILD } from "../ports/samples.ts";
import { MINUTE, noServer, oneServer, openThread, screenshot, twoServers, write } from "./scenes.ts";

test("a first message opens a thread at once where only one server uses Modmail", async () => {
  const world = await oneServer();
  const message = write(world);
  expect(await receiveUserMessage(world.ports, message)).toEqual({ outcome: "delivered", threadId: world.thread().id });
  expect(world.channel()).toEqual(["[header #1 mara]", "Mara: Hi, I am missing my rank."]);
  expect(world.discord.channels.isMarked(message.id)).toBe(true);
  expect(world.dm()).toEqual(["[thread-opened]"]);
  expect(world.logs()).toEqual(["[opened #1]"]);
});

test("a later message goes into the open thread, with its files", async () => {
  const world = await openThread();
  const message = write(world, { content: "See", attachments: [screenshot(world)] });
  expect((await receiveUserMessage(world.ports, message)).outcome).toBe("delivered");
  expect(world.channel().at(-1)).toBe("Mara: See +screenshot.png");
  expect(world.discord.channels.isMarked(message.id)).toBe(true);
});

test("a file that Discord has lost, and one that is too large, are named instead of shown", async () => {
  const world = await openThread();
  const large = { ...screenshot(world), id: "920000000000000002", name: "film.mp4", size: 30_000_000 };
  const lost = { ...screenshot(world), id: "920000000000000003", name: "gone.png", url: "https://cdn.example/gone" };
  await receiveUserMessage(world.ports, write(world, { content: "See", attachments: [large, lost] }));
  expect(world.channel().at(-1)).toBe("Mara: See (film.mp4) (gone.png)");
});

test("a message that comes again is neither shown nor marked as another", async () => {
  const world = await openThread();
  const message = write(world, { content: "Hello?" });
  await receiveUserMessage(world.ports, message);
  expect((await receiveUserMessage(world.ports, message)).outcome).toBe("repeated");
  expect(world.channel().filter((text) => text === "Mara: Hello?")).toHaveLength(1);
});

test("where no shared server uses Modmail, the user is told so once for each message", async () => {
  const world = await noServer();
  const message = write(world);
  expect((await receiveUserMessage(world.ports, message)).outcome).toBe("no-server");
  expect((await receiveUserMessage(world.ports, message)).outcome).toBe("repeated");
  expect(world.dm()).toEqual(["[no-server]"]);
  expect(world.tables.messages).toMatchObject([{ state: "refused", problem: "no-server" }]);
});

test("a server that the user isn't in is no choice", async () => {
  const world = await twoServers();
  world.discord.leave(OTHER_GUILD, MARA);
  expect((await receiveUserMessage(world.ports, write(world))).outcome).toBe("delivered");
  expect(world.thread().guildId).toBe(GUILD);
});

test("someone who left the only server since they were last seen there is told that there is none", async () => {
  const world = await oneServer();
  await world.store.rememberMemberships(MARA, [{ guildId: GUILD, isMember: true }], world.clock.now());
  world.discord.leave(GUILD, MARA);
  expect((await receiveUserMessage(world.ports, write(world))).outcome).toBe("no-server");
  expect(world.tables.threads).toEqual([]);
});

test("with several servers the user is asked once, and what they write meanwhile is kept with its files", async () => {
  const world = await twoServers();
  const first = await receiveUserMessage(world.ports, write(world, { attachments: [screenshot(world)] }));
  const second = await receiveUserMessage(world.ports, write(world, { content: "Hello?" }));
  expect([first.outcome, second.outcome]).toEqual(["asked", "kept"]);
  expect(world.dm()).toEqual(["[choose Northwind, Southwind]"]);
  expect(world.tables.messages.map(({ state }) => state)).toEqual(["pending", "pending"]);
  expect(world.files.bucket.size).toBe(1);
});

test("who hasn't chosen is asked again for what they write ten minutes later", async () => {
  const world = await twoServers();
  await receiveUserMessage(world.ports, write(world));
  world.clock.pass(9 * MINUTE);
  expect((await receiveUserMessage(world.ports, write(world))).outcome).toBe("kept");
  world.clock.pass(1 * MINUTE);
  expect((await receiveUserMessage(world.ports, write(world))).outcome).toBe("asked");
});

test("the files of a message that has to wait are kept at once: Discord's links to them die", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", { reason: "category-full" });
  await receiveUserMessage(world.ports, write(world, { content: "See", attachments: [screenshot(world)] }));
  world.files.cdn.clear();
  world.discord.refusals.clear();
  world.clock.pass(25 * 60 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.channel().at(-1)).toBe("Mara: See +screenshot.png");
});

test("a message whose thread can't be opened yet waits, and its user is told", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", { reason: "category-full" });
  expect((await receiveUserMessage(world.ports, write(world))).outcome).toBe("waits");
  expect(world.dm()).toEqual(["[thread-waits]"]);
});

test("two users' messages go into threads of their own", async () => {
  const world = createMemoryPorts();
  world.addServer();
  for (const userId of [MARA, IVO]) {
    world.join(userId);
    await receiveUserMessage(world.ports, write(world, { userId, channelId: userId.replace(/^82/, "83") }));
  }
  expect(world.tables.threads.map(({ userId, number }) => [userId, number])).toEqual([
    [MARA, 1],
    [IVO, 2],
  ]);
});
