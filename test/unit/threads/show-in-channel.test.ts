// What staff wrote on the dashboard, shown in the thread's channel later when that couldn't be done at once.

import { beforeEach, expect, test } from "vitest";
import { Later } from "../../../worker/domain/refusal.ts";
import { noteFromDashboard, replyFromDashboard } from "../../../worker/threads/answer-from-dashboard.ts";
import { deleteReply } from "../../../worker/threads/delete-reply.ts";
import { editReply } from "../../../worker/threads/edit-reply.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { straight } from "../ports/intercept.ts";
import { dmOf, GUILD, JONAS } from "../ports/samples.ts";
import { MINUTE, openThread, refuse, typed, write } from "./scenes.ts";

const STAFF = { id: JONAS, access: "staff" } as const;

let world: MemoryPorts;
beforeEach(async () => {
  world = await openThread();
});

async function open(channelId = world.thread().channelId ?? "") {
  const found = await world.store.threadByChannel(channelId, "");
  if (found === null) throw new Error("the thread is closed");
  return found;
}

async function reply(content: string, channelId?: string) {
  const { message } = typed(world, content, channelId === undefined ? {} : { channelId });
  const answered = await replyFromDashboard(world.ports, await open(channelId), "staff", message);
  if (!answered.ok) throw new Error(answered.error.reason);
  return answered.value.message;
}

const channelRefuses = (reason: "missing-permission" | null) => refuse(world.thread().channelId ?? "", reason)(world);
const atUser = () => world.dm().filter((text) => text.startsWith("Northwind: "));
const shown = () => world.channel().slice(2);
async function minutes(count: number) {
  for (let minute = 0; minute < count; minute++) {
    world.clock.pass(MINUTE);
    await finishCutOff(world.ports);
  }
}

test("once the channel takes it, in the order in which it was written, and once", async () => {
  channelRefuses("missing-permission");
  await reply("One");
  world.clock.pass(1);
  await noteFromDashboard(world.ports, await open(), typed(world, "Two").message);
  await minutes(3);
  expect(shown()).toEqual([]);
  channelRefuses(null);
  await minutes(10);
  expect(shown()).toEqual(["Jonas to Mara: One", "note by Jonas: Two"]);
  expect(atUser()).toEqual(["Northwind: One"]);
});

test("a channel that refuses is tried every five minutes, and at once when the server's settings were mended", async () => {
  channelRefuses("missing-permission");
  await reply("Hello");
  let tries = 0;
  world.intercept((name, run) => {
    if (name === "discord.showReply") tries++;
    return run();
  });
  await minutes(11);
  expect(tries).toBe(2);
  channelRefuses(null);
  await finishCutOff(world.ports, GUILD);
  expect(shown()).toEqual(["Jonas to Mara: Hello"]);
});

test("channels that take nothing keep no other waiting", async () => {
  const mine = world.thread();
  const people = Array.from({ length: 12 }, (_, n) => `8200000000000001${n + 10}`);
  for (const userId of people) {
    world.join(userId);
    await receiveUserMessage(world.ports, write(world, { userId, channelId: dmOf(userId) }));
  }
  const refusing = world.tables.threads.slice(1).map(({ channelId }) => channelId ?? "");
  for (const channelId of refusing) {
    refuse(channelId, "missing-permission")(world);
    await reply("Hello", channelId);
  }
  world.clock.pass(1);
  world.intercept((name, run) => {
    if (name === "discord.showReply") throw new Later(5, "Discord failed");
    return run();
  });
  await reply("Hello", mine.channelId ?? "");
  world.intercept(straight);
  await minutes(3);
  expect(world.channel(mine).slice(2)).toEqual(["Jonas to Mara: Hello"]);
});

test("as it reads by then; what was taken back meanwhile isn't shown any more", async () => {
  channelRefuses("missing-permission");
  const [kept, gone] = [await reply("Wrong"), await reply("Never mind")];
  const at = world.clock.now() + 1;
  await editReply(world.ports, await open(), STAFF, kept, { content: "Right", at });
  await deleteReply(world.ports, await open(), STAFF, gone, at);
  channelRefuses(null);
  await minutes(10);
  expect(shown()).toEqual([expect.stringContaining("Right")]);
});

test("what is edited while it is being shown shows the edit in the end", async () => {
  world.intercept(async (name, run) => {
    const done = await run();
    if (name === "discord.showReply") {
      world.intercept(straight);
      const [message] = world.tables.messages.slice(-1);
      if (message) {
        await editReply(world.ports, await open(), STAFF, message, { content: "Right", at: world.clock.now() + 1 });
      }
    }
    return done;
  });
  await reply("Wrong");
  await minutes(3);
  expect(shown()).toEqual([expect.stringContaining("Right")]);
  expect(atUser()).toEqual(["Northwind: Right"]);
});

test("nobody is going to mend a channel that took nothing for a week", async () => {
  channelRefuses("missing-permission");
  await reply("Hello");
  world.clock.pass(7 * 24 * 60 * MINUTE + 1);
  channelRefuses(null);
  await minutes(2);
  expect(shown()).toEqual([]);
});
