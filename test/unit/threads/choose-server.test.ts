// The user's choice of a server, from the dropdown or by asking for a thread.

import { expect, test } from "vitest";
import { chooseServer } from "../../../worker/threads/choose-server.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, GUILD, MARA, OTHER_GUILD } from "../ports/samples.ts";
import { nextId, oneServer, refuse, twoServers, write } from "./scenes.ts";

const choose = (world: MemoryPorts, guildId: string, via: "message" | "command" = "message") =>
  chooseServer(world.ports, { userId: MARA, guildId, dmChannelId: dmOf(MARA), sourceId: nextId() }, via);

test("what waited for the choice is delivered in order, and the choice stays", async () => {
  const world = await twoServers();
  const contents = ["Hi,", "I am missing", "my rank."];
  for (const content of contents) await receiveUserMessage(world.ports, write(world, { content }));
  expect(await choose(world, OTHER_GUILD)).toMatchObject({ ok: true, value: { alreadyOpen: false } });
  await receiveUserMessage(world.ports, write(world, { content: "Please." }));
  expect(world.channel()).toEqual(["[header #1 mara]", ...[...contents, "Please."].map((text) => `Mara: ${text}`)]);
  expect(world.thread().guildId).toBe(OTHER_GUILD);
  expect(world.tables.messages.every(({ id }) => world.discord.channels.isMarked(id))).toBe(true);
});

test("a message whose chosen thread ended before it was seen is asked about anew", async () => {
  const world = await twoServers();
  const message = write(world);
  await receiveUserMessage(world.ports, message);
  expect(world.dm()).toEqual(["[choose Northwind, Southwind]"]);
  await choose(world, GUILD);
  const [thread] = world.tables.threads;
  const [kept] = world.tables.messages;
  if (thread === undefined || kept === undefined) throw new Error("there is no thread");
  // As when the choice is cut off before the copy stands.
  kept.state = "pending";
  world.clock.pass(1000);
  await world.store.startClosing(thread.id, null, null, world.ports.now(), 0);
  await world.store.closed(thread.id, world.ports.now());
  await receiveUserMessage(world.ports, message);
  expect(world.dm().filter((text) => text.startsWith("[choose"))).toHaveLength(2);
});

test("choosing a server with an open thread turns the next messages there", async () => {
  const world = await twoServers();
  await choose(world, GUILD);
  world.clock.pass(1);
  await choose(world, OTHER_GUILD);
  world.clock.pass(1);
  expect(await choose(world, GUILD)).toMatchObject({ ok: true, value: { alreadyOpen: true } });
  await receiveUserMessage(world.ports, write(world));
  const [north, south] = world.tables.threads;
  expect(world.channel(north)).toHaveLength(2);
  expect(world.channel(south)).toEqual(["[header #1 mara]"]);
});

test("what waits for a choice is delivered when the chosen server has an open thread already", async () => {
  const world = await twoServers();
  await choose(world, OTHER_GUILD);
  // Taken at the same moment as the thread was made, by the question that came just before it.
  const message = write(world);
  await receiveUserMessage(world.ports, message);
  Object.assign(world.tables.messages[0] ?? {}, { state: "pending", threadId: null });
  world.clock.pass(10 * 60_000);
  expect(await choose(world, OTHER_GUILD)).toMatchObject({ ok: true, value: { alreadyOpen: true } });
  expect(world.tables.messages).toMatchObject([{ state: "delivered", threadId: world.thread().id }]);
});

test("a server that switched Modmail off since, or never had it, is refused", async () => {
  const world = await twoServers();
  world.addServer({ guildId: OTHER_GUILD, guildName: "Southwind", enabled: false });
  expect(await choose(world, OTHER_GUILD)).toEqual({
    ok: false,
    error: { reason: "modmail-off", guildName: "Southwind" },
  });
  expect(await choose(world, "810000000000000009")).toMatchObject({ error: { guildName: null } });
});

test("a server that the user left is refused, and isn't offered again", async () => {
  const world = await twoServers();
  world.discord.leave(OTHER_GUILD, MARA);
  expect(await choose(world, OTHER_GUILD)).toEqual({
    ok: false,
    error: { reason: "not-a-member", guildName: "Southwind" },
  });
  const { candidates } = await world.store.candidates(MARA, world.clock.now());
  expect(candidates.find(({ settings }) => settings.guildId === OTHER_GUILD)?.isMember).toBe(false);
});

test("who asks for a thread by a command is invited in their DM before the channel is made", async () => {
  const world = await oneServer();
  const wish = { userId: MARA, guildId: GUILD, dmChannelId: null, sourceId: nextId() };
  expect(await chooseServer(world.ports, wish, "command")).toMatchObject({ ok: true });
  expect(world.dm()).toEqual(["[thread-invited]"]);
  expect(world.channel()).toEqual(["[header #1 mara]"]);
});

test("closed DMs make no channel for a thread that is asked for by a command", async () => {
  const world = await oneServer();
  refuse(dmOf(MARA), "dm-closed")(world);
  expect(await choose(world, GUILD, "command")).toEqual({ ok: false, error: { reason: "dm-closed" } });
  expect(world.tables.threads).toEqual([]);
});
