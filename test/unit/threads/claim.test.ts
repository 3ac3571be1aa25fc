// Claiming, taking over and giving back.

import { expect, test } from "vitest";
import { claim, takeOver, unclaim } from "../../../worker/threads/claim.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, JONAS } from "../ports/samples.ts";
import { openThread } from "./scenes.ts";

const jonas = { id: JONAS, access: "staff" } as const;
const aiko = { id: AIKO, access: "staff" } as const;

async function seen(world: MemoryPorts) {
  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found === null) throw new Error("no thread");
  return found;
}

test("who claims first has the thread; the other is told who", async () => {
  const world = await openThread();
  const before = await seen(world);
  const [first, second] = await Promise.all([claim(world.ports, before, jonas), claim(world.ports, before, aiko)]);
  expect(first).toMatchObject({ ok: true, value: { claimedBy: JONAS } });
  expect(second).toEqual({ ok: false, error: { reason: "claimed-by-other", by: JONAS } });
  expect(await claim(world.ports, before, jonas)).toEqual({ ok: false, error: { reason: "claimed-already" } });
});

test("taking over works from whom one saw, and from nobody else", async () => {
  const world = await openThread();
  await claim(world.ports, await seen(world), jonas);
  const robin = { id: "870000000000000003", access: "staff" } as const;
  expect(await takeOver(world.ports, await seen(world), aiko, JONAS)).toMatchObject({ value: { claimedBy: AIKO } });
  expect(await takeOver(world.ports, await seen(world), robin, JONAS)).toEqual({
    ok: false,
    error: { reason: "claimed-by-other", by: AIKO },
  });
});

test("the claimer gives a thread back, and an admin does it for them; others don't", async () => {
  const world = await openThread();
  expect(await unclaim(world.ports, await seen(world), jonas)).toMatchObject({ error: { reason: "not-claimed" } });
  await claim(world.ports, await seen(world), jonas);
  expect(await unclaim(world.ports, await seen(world), aiko)).toMatchObject({
    error: { reason: "claimed-by-other", by: JONAS },
  });
  expect(await unclaim(world.ports, await seen(world), jonas)).toMatchObject({ value: { claimedBy: null } });
  await claim(world.ports, await seen(world), jonas);
  const admin = { id: AIKO, access: "admin" } as const;
  expect(await unclaim(world.ports, await seen(world), admin)).toMatchObject({ value: { claimedBy: null } });
});

test("who lost the role can't claim, and nobody can once the thread is being closed or is closed", async () => {
  const world = await openThread();
  const before = await seen(world);
  const nobody = { id: JONAS, access: "none" } as const;
  expect(await claim(world.ports, before, nobody)).toMatchObject({ error: { reason: "not-staff" } });
  await world.store.startClosing(before.thread.id, AIKO, null, 0, 0);
  expect(await claim(world.ports, before, jonas)).toEqual({
    ok: false,
    error: { reason: "thread-closing", by: AIKO },
  });
  await world.store.closed(before.thread.id, 0);
  expect(await claim(world.ports, before, jonas)).toMatchObject({ error: { reason: "no-thread" } });
});
