// Closing: what stays, who is told, and that the channel goes last.

import { expect, test } from "vitest";
import { closeThread } from "../../../worker/threads/close.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, JONAS, LOGS, MARA } from "../ports/samples.ts";
import { conversation, MINUTE, refuse, typed, write } from "./scenes.ts";

async function close(world: MemoryPorts, by: string | null = JONAS, reason: string | null = "Solved") {
  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found === null) throw new Error("no thread");
  return closeThread(world.ports, found, by, reason);
}

test("the transcript is kept and logged, the user told, the channel gone, the row closed", async () => {
  const world = await conversation();
  expect(await close(world)).toEqual({ ok: true, value: undefined });
  expect(world.files.transcript(world.thread())).toEqual([
    "Northwind #1",
    "user delivered Mara: Hi, I am missing my rank.",
    "reply delivered Jonas: Which rank?",
    "note delivered Jonas: Looks honest.",
    "user delivered Mara: Captain.",
  ]);
  expect(world.logs().at(-1)).toBe("[closed #1: 2 user, 1 reply, 1 note; transcript-1-mara.html]");
  expect(world.dm().at(-1)).toBe("[thread-closed]");
  expect(world.discord.channels.get(world.thread().channelId ?? "").gone).toBe(true);
  expect(world.thread()).toMatchObject({
    state: "closed",
    closedBy: JONAS,
    closeReason: "Solved",
    logState: "posted",
    closedAt: world.clock.now(),
  });
});

test("what admins keep to themselves is kept, and not posted where others read it", async () => {
  const world = await conversation();
  const { guildId, id } = world.thread();
  await world.store.markConfidential(guildId, id, true);
  await close(world);
  expect(world.logs().at(-1)).toBe("[closed #1: 2 user, 1 reply, 1 note; confidential]");
  expect(world.files.transcript(world.thread())).toHaveLength(5);
});

test("the transcript is safe before the log, and the channel goes after everything else", async () => {
  const world = await conversation();
  const calls: string[] = [];
  world.intercept((name, run) => {
    calls.push(name);
    return run();
  });
  await close(world);
  expect(calls.filter((name) => !name.startsWith("store."))).toEqual([
    "files.writeTranscript",
    "discord.logClosed",
    "discord.tellUser",
    "discord.deleteChannel",
  ]);
});

test("of two who close at once, the second is told who was first", async () => {
  const world = await conversation();
  const [first, second] = await Promise.all([close(world, JONAS), close(world, AIKO)]);
  expect(first?.ok).toBe(true);
  expect(second).toEqual({ ok: false, error: { reason: "thread-closing", by: JONAS } });
  expect(world.logs().filter((text) => text.startsWith("[closed"))).toHaveLength(1);
});

test("without a logs channel nothing is owed", async () => {
  const world = await conversation();
  world.addServer({ logsChannelId: null });
  await close(world);
  expect(world.thread()).toMatchObject({ state: "closed", logState: "none" });
});

test("a logs channel that refuses is owed the entry, and the thread closes all the same", async () => {
  const world = await conversation();
  refuse(LOGS, "missing-permission")(world);
  await close(world);
  expect(world.thread()).toMatchObject({ state: "closed", logState: "owed" });
  expect(world.files.transcript(world.thread())).not.toBeNull();
});

test("a user with closed DMs doesn't keep a thread open", async () => {
  const world = await conversation();
  refuse(dmOf(MARA), "dm-closed")(world);
  await close(world);
  expect(world.thread().state).toBe("closed");
});

test("a channel that the bot may not delete says so", async () => {
  const world = await conversation();
  world.discord.refusals.set("deleteChannel", { reason: "missing-permission" });
  await close(world);
  expect(world.channel().at(-1)).toBe("[not-deleted missing-permission]");
  expect(world.thread().state).toBe("closed");
});

test("what was said is noted: it isn't said again, however late the rest is done", async () => {
  const world = await conversation();
  world.intercept((name, run) => {
    if (name === "discord.deleteChannel") throw new Error("stopped");
    return run();
  });
  await expect(close(world)).rejects.toThrow("stopped");
  world.intercept((_name, run) => run());
  // Long after Discord has forgotten the nonces.
  world.clock.pass(60 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.thread().state).toBe("closed");
  expect(world.dm().filter((text) => text === "[thread-closed]")).toHaveLength(1);
  expect(world.logs().filter((text) => text.startsWith("[closed"))).toHaveLength(1);
});

test("a reply that hadn't reached the user is sent before they are told that the thread is closed", async () => {
  const world = await conversation();
  const { message } = typed(world, "Done!");
  const kept = { ...message, kind: "reply", userId: MARA, threadId: world.thread().id } as const;
  await world.store.keepStaffMessage(kept, "pending");
  await close(world);
  expect(world.dm().slice(-2)).toEqual(["Northwind: Done!", "[thread-closed]"]);
  expect(world.files.transcript(world.thread())?.at(-1)).toBe("reply delivered Jonas: Done!");
});

test("what the user writes after closing opens the next thread", async () => {
  const world = await conversation();
  await close(world);
  await receiveUserMessage(world.ports, write(world, { content: "One more thing" }));
  const [, next] = world.tables.threads;
  expect(world.channel(next)).toEqual(["[header #2 mara]", "Mara: One more thing"]);
  expect(next).toMatchObject({ number: 2, earlierThreads: 1 });
});
