// Two of staff act at once: each pair has one outcome, and who came second is told.

import { expect, test } from "vitest";
import { claim, takeOver } from "../../../worker/threads/claim.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { straight } from "../ports/intercept.ts";
import { AIKO, JONAS } from "../ports/samples.ts";
import { conversation, openThread, typed } from "./scenes.ts";

const aiko = { id: AIKO, access: "staff" } as const;
const say = (world: MemoryPorts, content: string, id = JONAS) =>
  receiveStaffMessage(world.ports, typed(world, content, { author: { id, name: "staff", avatarUrl: null } }));

async function found(world: MemoryPorts) {
  const thread = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (thread === null) throw new Error("no thread");
  return thread;
}

/** Lets `act` happen just before the next call of this name. */
function justBefore(world: MemoryPorts, call: string, act: () => Promise<unknown>): void {
  world.intercept(async (name, run) => {
    if (name === call) {
      world.intercept(straight);
      await act();
    }
    return run();
  });
}

test("claim and claim: one has the thread, the other reads who", async () => {
  const world = await openThread();
  await Promise.all([say(world, "!claim"), say(world, "!claim", AIKO)]);
  const winner = world.thread().claimedBy;
  expect([JONAS, AIKO]).toContain(winner);
  expect(world.channel().slice(1).toSorted().slice(-2)).toEqual(["[claimed]", "[refused claimed-by-other]"]);
});

test("close and close: the thread is closed once, by the first, and the other is told", async () => {
  const world = await conversation();
  justBefore(world, "store.startClosing", () => found(world).then((it) => closeThread(world.ports, it, AIKO, "first")));
  expect((await say(world, "!close second")).outcome).toBe("refused");
  expect(world.tables.threads[0]).toMatchObject({ state: "closed", closedBy: AIKO, closeReason: "first" });
  expect(world.dm().filter((text) => text === "[thread-closed]")).toHaveLength(1);
});

test("a reply to a thread that begins to close before it is taken isn't sent, and says so", async () => {
  const world = await conversation();
  const channelId = world.thread().channelId ?? "";
  const { thread } = await found(world);
  justBefore(world, "store.keepStaffMessage", () => world.store.startClosing(thread.id, AIKO, null, 0, 0));
  const given = typed(world, "!r One more thing");
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("refused");
  expect(world.discord.channels.said(channelId).at(-1)).toBe("[not-sent thread-closing]");
  expect(world.dm().join()).not.toContain("One more thing");
  expect(world.discord.channels.marksOn(given.message.id)).toEqual([]);
});

test("a reply that was taken before the thread closes reaches the user once, before they are told", async () => {
  const world = await conversation();
  justBefore(world, "discord.sendReply", () => found(world).then((it) => closeThread(world.ports, it, AIKO, null)));
  await say(world, "!r One more thing");
  expect(world.dm().slice(-2)).toEqual(["Northwind: One more thing", "[thread-closed]"]);
  const [thread] = world.tables.threads;
  if (!thread) throw new Error("no thread");
  expect(world.files.transcript(thread)?.at(-1)).toBe("reply delivered staff: One more thing");
});

test("a reply that is on its way when somebody takes the thread over still arrives; the next one is refused", async () => {
  const world = await openThread();
  await claim(world.ports, await found(world), { id: JONAS, access: "staff" });
  justBefore(world, "store.keepStaffMessage", () => found(world).then((it) => takeOver(world.ports, it, aiko, JONAS)));
  expect((await say(world, "!r Which rank?")).outcome).toBe("delivered");
  expect((await say(world, "!r Hello?")).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[not-sent claimed-by-other]");
});
