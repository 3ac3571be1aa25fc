// What the schedule does beyond what the cut-off matrix shows: fairness, order, and keeping its hands off.

import { expect, test } from "vitest";
import { Later } from "../../../worker/domain/refusal.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, GUILD, JONAS, LOGS, MARA, OTHER_GUILD } from "../ports/samples.ts";
import { conversation, MINUTE, oneServer, openThread, refuse, twoServers, write } from "./scenes.ts";

async function openFor(world: MemoryPorts, userId: string) {
  world.join(userId);
  return receiveUserMessage(world.ports, write(world, { userId, channelId: dmOf(userId) }));
}
const person = (n: number) => `82000000000000010${n}`;

test("there is nothing to do where everything is done", async () => {
  const world = await conversation();
  expect(await finishCutOff(world.ports)).toEqual({ finished: 0, failed: 0 });
});

test("one thread's failure doesn't keep the others waiting, and is logged without what was said", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", { reason: "category-full" });
  for (const n of [1, 2]) await openFor(world, person(n));
  world.discord.refusals.clear();
  world.clock.pass(10 * MINUTE);
  let failures = 0;
  world.intercept((name, run) => {
    if (name === "discord.createThreadChannel" && failures++ === 0) throw new Later(2, "Discord failed");
    return run();
  });
  expect(await finishCutOff(world.ports)).toEqual({ finished: 1, failed: 1 });
  const [first, second] = world.tables.threads;
  expect([first?.state, second?.state]).toEqual(["opening", "open"]);
  expect(world.warnings).toEqual([{ warning: "not finished", threadId: first?.id, problem: "Discord failed" }]);
});

test("threads that keep failing take turns with the others", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", { reason: "category-full" });
  for (const n of [0, 1, 2, 3, 4, 5, 6, 7]) await openFor(world, person(n));
  world.discord.refusals.clear();
  world.clock.pass(10 * MINUTE);
  const healthy = world.tables.threads.slice(6);
  const make = world.discord.createThreadChannel.bind(world.discord);
  world.discord.createThreadChannel = async (thread, settings, bot) => {
    if (healthy.every(({ id }) => id !== thread.id)) throw new Error("broken");
    return make(thread, settings, bot);
  };
  for (let minutes = 0; minutes < 3; minutes++) {
    await finishCutOff(world.ports);
    world.clock.pass(MINUTE);
  }
  expect(healthy.map(({ state }) => state)).toEqual(["open", "open"]);
});

test("messages wait in order behind one that doesn't get through, other threads' don't", async () => {
  const world = await oneServer();
  for (const n of [1, 2]) await openFor(world, person(n));
  const [one, two] = world.tables.threads;
  for (const thread of [one, two]) {
    for (const content of ["first", "second"]) {
      const { userId } = thread ?? { userId: "" };
      await world.store.takeUserMessage(write(world, { userId, channelId: dmOf(userId), content }));
    }
  }
  world.clock.pass(2 * MINUTE);
  let failures = 0;
  world.intercept((name, run) => {
    if (name === "discord.postUserMessage" && failures++ === 0) throw new Later(2, "Discord failed");
    return run();
  });
  await finishCutOff(world.ports);
  expect(world.channel(one).slice(2)).toEqual([]);
  expect(world.channel(two).slice(2)).toEqual(["Mara: first", "Mara: second"]);
  await finishCutOff(world.ports);
  expect(world.channel(one).slice(2)).toEqual(["Mara: first", "Mara: second"]);
});

test("a message younger than a minute is left to whoever took it", async () => {
  const world = await openThread();
  await world.store.takeUserMessage(write(world));
  world.clock.pass(MINUTE);
  await finishCutOff(world.ports);
  expect(world.channel()).toHaveLength(2);
  world.clock.pass(1);
  await finishCutOff(world.ports);
  expect(world.channel()).toHaveLength(3);
});

test("a log that is owed is tried once an hour, and at once when the server's settings were mended", async () => {
  const world = await conversation();
  refuse(LOGS, "missing-permission")(world);
  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found) await closeThread(world.ports, found, JONAS, null);
  await finishCutOff(world.ports);
  expect(world.thread().leaseUntil).toBe(world.clock.now() + 60 * MINUTE);
  expect(await finishCutOff(world.ports)).toEqual({ finished: 0, failed: 0 });
  refuse(LOGS, null)(world);
  await finishCutOff(world.ports, GUILD);
  expect(world.thread().logState).toBe("posted");
  expect(world.logs().filter((text) => text.startsWith("[closed"))).toHaveLength(1);
});

test("messages that staff couldn't see before their thread was closed open the next one", async () => {
  const world = await openThread();
  refuse(world.thread().channelId ?? "", "missing-permission")(world);
  for (const content of ["One", "Two"]) await receiveUserMessage(world.ports, write(world, { content }));
  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found) await closeThread(world.ports, found, JONAS, null);
  world.clock.pass(2 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.channel(world.tables.threads[1])).toEqual(["[header #2 mara]", "Mara: One", "Mara: Two"]);
});

test("with several servers the user is asked once where such messages go", async () => {
  const world = await twoServers();
  world.discord.leave(OTHER_GUILD, MARA);
  await receiveUserMessage(world.ports, write(world));
  refuse(world.thread().channelId ?? "", "missing-permission")(world);
  await receiveUserMessage(world.ports, write(world, { content: "One" }));
  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found) await closeThread(world.ports, found, JONAS, null);
  world.join(MARA, OTHER_GUILD);
  // By now it isn't known any more that she wasn't in the second server.
  world.clock.pass(10 * MINUTE);
  for (let minutes = 0; minutes < 20; minutes++) {
    world.clock.pass(MINUTE);
    await finishCutOff(world.ports);
  }
  expect(world.dm().filter((text) => text.startsWith("[choose"))).toHaveLength(1);
});
