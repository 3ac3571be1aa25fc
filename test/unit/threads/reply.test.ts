// A reply of staff: kept, sent, noted; and when it isn't.

import { expect, test } from "vitest";
import { REPLY_LIMIT, reply } from "../../../worker/threads/reply.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, JONAS } from "../ports/samples.ts";
import { openThread, screenshot, typed } from "./scenes.ts";

async function answer(world: MemoryPorts, content: string, access: "staff" | "admin" | "none" = "staff") {
  const { message } = typed(world, content);
  const found = await world.store.threadByChannel(message.channelId, "");
  if (found === null) throw new Error("no thread");
  return { message, sent: await reply(world.ports, found, access, message) };
}

test("a reply is noted with its copy in the user's DM", async () => {
  const world = await openThread();
  const { sent } = await answer(world, "Which rank?");
  expect(sent).toMatchObject({ ok: true, value: { state: "delivered", kind: "reply", author: { id: JONAS } } });
  expect(world.dm().at(-1)).toBe("Northwind: Which rank?");
  expect(world.tables.messages.at(-1)).toEqual(sent.ok ? sent.value : null);
});

test("nobody but staff may reply, and nothing is kept of what they tried", async () => {
  const world = await openThread();
  expect((await answer(world, "Hi", "none")).sent).toEqual({ ok: false, error: { reason: "not-staff" } });
  expect(world.tables.messages).toHaveLength(1);
});

test("a claimed thread is answered by the claimer and by admins", async () => {
  const world = await openThread();
  await world.store.claim(world.thread().id, null, AIKO, world.clock.now());
  expect((await answer(world, "Hi")).sent).toEqual({ ok: false, error: { reason: "claimed-by-other", by: AIKO } });
  expect((await answer(world, "Hi", "admin")).sent.ok).toBe(true);
});

test("neither nothing nor more than Discord takes is sent", async () => {
  const world = await openThread();
  expect((await answer(world, "  ")).sent).toEqual({ ok: false, error: { reason: "nothing-to-send" } });
  const long = await answer(world, "x".repeat(REPLY_LIMIT + 1));
  expect(long.sent).toEqual({ ok: false, error: { reason: "too-long", limit: REPLY_LIMIT } });
  expect((await answer(world, "x".repeat(REPLY_LIMIT))).sent.ok).toBe(true);
});

test("a thread that began to close while the reply was on its way takes it no more", async () => {
  const world = await openThread();
  const { message } = typed(world, "Hi");
  const found = await world.store.threadByChannel(message.channelId, "");
  if (found === null) throw new Error("no thread");
  await world.store.startClosing(world.thread().id, AIKO, null, world.clock.now(), world.clock.now());
  expect(await reply(world.ports, found, "staff", message)).toMatchObject({ error: { reason: "thread-closing" } });
  expect(world.dm()).toEqual(["[thread-opened]"]);
});

test.each([
  ["off", undefined, undefined],
  ["off", true, true],
  ["default", undefined, true],
  ["forced", undefined, true],
] as const)("with anonymous replies %s, asked %s: kept as %s", async (anonymous, asked, kept) => {
  const world = await openThread();
  world.addServer({ anonymous });
  const { message } = typed(world, "Hi");
  const found = await world.store.threadByChannel(message.channelId, "");
  if (found === null) throw new Error("no thread");
  const draft = asked === undefined ? message : { ...message, anonymous: asked };
  expect((await reply(world.ports, found, "staff", draft)).ok).toBe(true);
  expect(world.tables.messages.at(-1)).toMatchObject({ kind: "reply", author: { id: JONAS } });
  expect(world.tables.messages.at(-1)?.anonymous).toBe(kept);
});

test("a name isn't shown where replies are always anonymous: nothing is sent", async () => {
  const world = await openThread();
  world.addServer({ anonymous: "forced" });
  const { message } = typed(world, "Hi");
  const found = await world.store.threadByChannel(message.channelId, "");
  if (found === null) throw new Error("no thread");
  const sent = await reply(world.ports, found, "staff", { ...message, anonymous: false });
  expect(sent).toEqual({ ok: false, error: { reason: "always-anonymous" } });
  expect(world.dm()).toEqual(["[thread-opened]"]);
});

test("its files are kept before the reply is: their links may die while it waits", async () => {
  const world = await openThread();
  const { message } = typed(world, "Look", { attachments: [screenshot(world)] });
  const found = await world.store.threadByChannel(message.channelId, "");
  if (found === null) throw new Error("no thread");
  const calls: string[] = [];
  world.intercept((name, run) => {
    calls.push(name);
    return run();
  });
  await reply(world.ports, found, "staff", message);
  expect(calls.slice(0, 2)).toEqual(["files.keep", "store.keepStaffMessage"]);
});
