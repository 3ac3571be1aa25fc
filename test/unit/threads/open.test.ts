// Opening a thread: what staff find in its channel, and what doesn't keep it from opening.

import { expect, test } from "vitest";
import { Later } from "../../../worker/domain/refusal.ts";
import { openThread as open } from "../../../worker/threads/open.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, LOGS, MARA, sampleProfile, sampleSettings } from "../ports/samples.ts";
import { MINUTE, oneServer, refuse, write } from "./scenes.ts";

const openBy = (world: MemoryPorts, via: "message" | "command") =>
  open(world.ports, {
    settings: sampleSettings(),
    userId: MARA,
    dmChannelId: dmOf(MARA),
    profile: sampleProfile(),
    via,
  });

test("a thread opened by a command has a header only, and its user isn't told a second time", async () => {
  const world = await oneServer();
  expect(await openBy(world, "command")).toMatchObject({ ok: true, value: { created: true } });
  expect(world.channel()).toEqual(["[header #1 mara]"]);
  expect(world.dm()).toEqual([]);
  expect(world.thread()).toMatchObject({ state: "open", leaseUntil: 0, headerMessageId: expect.any(String) });
});

test("asking for a thread that is open delivers what waits and makes nothing new", async () => {
  const world = await oneServer();
  await openBy(world, "command");
  expect(await openBy(world, "command")).toMatchObject({ ok: true, value: { created: false } });
  expect(world.channel()).toEqual(["[header #1 mara]"]);
  expect(world.discord.channels.all().filter(({ threadId }) => threadId !== null)).toHaveLength(1);
});

test("while one is opening a thread, another who needs it is told to come later", async () => {
  const world = await oneServer();
  await world.store.takeUserMessage(write(world));
  let inside = false;
  world.intercept(async (name, run) => {
    if (name === "discord.createThreadChannel" && !inside) {
      inside = true;
      await expect(receiveUserMessage(world.ports, write(world, { content: "Hello?" }))).rejects.toThrow(Later);
    }
    return run();
  });
  await openBy(world, "message");
  expect(inside).toBe(true);
  expect(world.channel()).toEqual(["[header #1 mara]", "Mara: Hi, I am missing my rank."]);
});

test("a channel that an earlier try made is found again instead of made twice", async () => {
  const world = await oneServer();
  const message = write(world);
  world.intercept(async (name, run) => {
    const done = await run();
    if (name.startsWith("store.setChannel")) throw new Error("stopped");
    return done;
  });
  await expect(receiveUserMessage(world.ports, message)).rejects.toThrow("stopped");
  Object.assign(world.tables.threads[0] ?? {}, { channelId: null });
  world.intercept((_name, run) => run());
  world.clock.pass(MINUTE);
  expect((await receiveUserMessage(world.ports, message)).outcome).toBe("delivered");
  expect(world.discord.channels.all().filter(({ threadId }) => threadId !== null)).toHaveLength(1);
});

test("a logs channel that can't be written to doesn't keep a thread from opening: staff are told in it", async () => {
  const world = await oneServer();
  refuse(LOGS, "missing-permission")(world);
  await receiveUserMessage(world.ports, write(world));
  expect(world.thread().state).toBe("open");
  expect(world.channel().at(-1)).toBe("[not-logged missing-permission]");
});

test("closed DMs don't keep a thread from opening: staff are told in it", async () => {
  const world = await oneServer();
  refuse(dmOf(MARA), "dm-closed")(world);
  await receiveUserMessage(world.ports, write(world));
  expect(world.thread().state).toBe("open");
  expect(world.channel().at(-1)).toBe("[not-sent dm-closed]");
});
