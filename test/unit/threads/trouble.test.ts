// What keeps a thread from taking messages until a person mends it: told once, tried again, nothing lost.

import { expect, test } from "vitest";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { GUILD } from "../ports/samples.ts";
import { MINUTE, oneServer, openThread, refuse, write } from "./scenes.ts";

const FULL = { reason: "category-full" } as const;

test("a category that is full is told once to the user and once in the logs channel", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", FULL);
  for (const content of ["Hi", "Hello?"]) await receiveUserMessage(world.ports, write(world, { content }));
  world.clock.pass(30 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.dm()).toEqual(["[thread-waits]"]);
  expect(world.logs()).toEqual(["[cannot-open category-full]"]);
  expect(world.thread()).toMatchObject({ state: "opening", trouble: "category-full" });
});

test("the next message tries again at once, and brings what waited", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", FULL);
  await receiveUserMessage(world.ports, write(world, { content: "Hi" }));
  world.discord.refusals.clear();
  expect((await receiveUserMessage(world.ports, write(world, { content: "Hello?" }))).outcome).toBe("delivered");
  expect(world.channel()).toEqual(["[header #1 mara]", "Mara: Hi", "Mara: Hello?"]);
  expect(world.thread()).toMatchObject({ state: "open", trouble: null });
});

test("without a further message the schedule tries again after five minutes", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", FULL);
  await receiveUserMessage(world.ports, write(world));
  world.discord.refusals.clear();
  world.clock.pass(5 * MINUTE - 1);
  await finishCutOff(world.ports);
  expect(world.thread().state).toBe("opening");
  world.clock.pass(1);
  await finishCutOff(world.ports);
  expect(world.thread()).toMatchObject({ state: "open", trouble: null });
});

test("mending a server's settings tries again at once", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", FULL);
  await receiveUserMessage(world.ports, write(world));
  world.discord.refusals.clear();
  expect(await finishCutOff(world.ports, GUILD)).toEqual({ finished: 1, failed: 0 });
  expect(world.thread().state).toBe("open");
});

test("a permission lost in an open thread: the messages wait, in order", async () => {
  const world = await openThread();
  const channelId = world.thread().channelId ?? "";
  refuse(channelId, "missing-permission")(world);
  for (const content of ["One", "Two"]) {
    expect((await receiveUserMessage(world.ports, write(world, { content }))).outcome).toBe("waits");
  }
  expect(world.dm().filter((text) => text === "[thread-waits]")).toHaveLength(1);
  refuse(channelId, null)(world);
  world.clock.pass(6 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.channel().slice(-2)).toEqual(["Mara: One", "Mara: Two"]);
  expect(world.thread().trouble).toBeNull();
});

test("a channel that is gone ends its thread, and the message opens the next", async () => {
  const world = await openThread();
  world.discord.channels.delete(world.thread().channelId ?? "");
  const message = write(world, { content: "Hello?" });
  await expect(receiveUserMessage(world.ports, message)).rejects.toThrow("the thread's channel was deleted");
  expect(await receiveUserMessage(world.ports, message)).toMatchObject({ outcome: "delivered" });
  const [first, next] = world.tables.threads;
  expect(first).toMatchObject({ state: "closed", closedBy: null, logState: "posted" });
  expect(world.channel(next)).toEqual(["[header #2 mara]", "Mara: Hello?"]);
});
