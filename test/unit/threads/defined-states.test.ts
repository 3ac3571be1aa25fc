// What happens outside of threads and could leave somebody stuck: the user or the bot leaves the server and comes back,
// roles go. Each ends in a state that people are told of, and from which it goes on.

import { describe, expect, test } from "vitest";
import { closeThread } from "../../../worker/threads/close.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, GUILD, JONAS, LOGS, MARA, STAFF_ROLE, sampleSettings } from "../ports/samples.ts";
import { MINUTE, oneServer, openThread, refuse, typed, write } from "./scenes.ts";

const DAY = 24 * 60 * MINUTE;
const channelOf = (world: MemoryPorts) => world.thread().channelId ?? "";
/** A week in which the schedule runs now and then. */
async function aWeekPasses(world: MemoryPorts) {
  for (let day = 0; day < 7; day++) {
    world.clock.pass(DAY);
    await finishCutOff(world.ports);
  }
}

describe("the user leaves the server, or is banned", () => {
  test("staff are told that answers don't arrive, the thread stays, and it goes on when they are back", async () => {
    const world = await openThread();
    world.discord.leave(GUILD, MARA);
    // 50278: no server is shared any more.
    refuse(dmOf(MARA), "dm-closed")(world);
    await receiveStaffMessage(world.ports, typed(world, "!r Which rank?"));
    expect(world.channel().at(-1)).toBe("[not-sent dm-closed]");
    expect(world.thread().state).toBe("open");

    refuse(dmOf(MARA), null)(world);
    await receiveUserMessage(world.ports, write(world, { content: "I am back." }));
    await receiveStaffMessage(world.ports, typed(world, "!r Welcome!"));
    expect(world.channel().at(-1)).toBe("Mara: I am back.");
    expect(world.dm().at(-1)).toBe("Northwind: Welcome!");
  });

  test("as long as it is open, what they write arrives (they may want to know why); after that no new one opens", async () => {
    const world = await openThread();
    world.discord.leave(GUILD, MARA);
    await receiveUserMessage(world.ports, write(world, { content: "Why was I banned?" }));
    expect(world.channel().at(-1)).toBe("Mara: Why was I banned?");
    const [inGuild] = await world.store.userThreads(MARA);
    if (inGuild) await closeThread(world.ports, inGuild, JONAS, null);
    world.clock.pass(DAY);
    expect(await receiveUserMessage(world.ports, write(world))).toMatchObject({ outcome: "no-server" });
    expect(world.dm().at(-1)).toBe("[no-server]");
  });
});

describe("the bot is removed from the server", () => {
  /** Discord lists, shows and takes nothing there any more. */
  const kick = (world: MemoryPorts) => {
    for (const channelId of [channelOf(world), LOGS]) refuse(channelId, "missing-permission")(world);
    world.discord.refusals.set("deleteChannel", { reason: "missing-permission" });
    world.discord.leave(GUILD, MARA);
  };
  const invite = (world: MemoryPorts) => {
    for (const channelId of [channelOf(world), LOGS]) refuse(channelId, null)(world);
    world.discord.refusals.clear();
  };

  test("the user is told once that what they write waits, and it arrives when the bot is back", async () => {
    const world = await openThread();
    kick(world);
    for (const content of ["One", "Two"]) await receiveUserMessage(world.ports, write(world, { content }));
    world.clock.pass(3 * DAY);
    await finishCutOff(world.ports);
    expect(world.dm().filter((text) => text === "[thread-waits]")).toHaveLength(1);
    invite(world);
    world.clock.pass(6 * MINUTE);
    await finishCutOff(world.ports);
    expect(world.channel().slice(-2)).toEqual(["Mara: One", "Mara: Two"]);
    expect(world.thread()).toMatchObject({ state: "open", trouble: null, troubleSince: null });
  });

  test("after a week the thread is closed, its transcript kept, and the user told what hasn't reached anybody", async () => {
    const world = await openThread();
    kick(world);
    const since = world.clock.now();
    await receiveUserMessage(world.ports, write(world, { content: "Hello?" }));
    await aWeekPasses(world);
    expect(world.thread()).toMatchObject({ state: "closed", closedBy: null, troubleSince: since });
    expect(world.files.transcript(world.thread())?.at(-1)).toBe("user refused Mara: Hello?");
    expect(world.dm().at(-1)).toBe(`[thread-closed since ${since}]`);
    expect(world.tables.messages.at(-1)).toMatchObject({ state: "refused", problem: "unreached" });
    // Nothing of it comes again.
    await finishCutOff(world.ports);
    expect(world.tables.threads).toHaveLength(1);
  });

  test("nobody waits for a logs channel for good", async () => {
    const world = await openThread();
    kick(world);
    const [inGuild] = await world.store.userThreads(MARA);
    if (inGuild) await closeThread(world.ports, inGuild, JONAS, null);
    expect(world.thread().logState).toBe("owed");
    await aWeekPasses(world);
    expect(world.thread().logState).toBe("none");
    expect(await world.store.unfinished(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  test("a thread that never got its channel ends in the same way", async () => {
    const world = await oneServer();
    world.discord.refusals.set("createThreadChannel", { reason: "missing-permission" });
    await receiveUserMessage(world.ports, write(world));
    await aWeekPasses(world);
    expect(world.thread()).toMatchObject({ state: "closed", channelId: null });
    expect(world.dm()).toEqual(["[thread-waits]", expect.stringMatching(/^\[thread-closed since/)]);
  });

  test("whoever writes without a thread isn't a member anywhere: they are told at once", async () => {
    const world = await oneServer();
    world.discord.leave(GUILD, MARA);
    expect(await receiveUserMessage(world.ports, write(world))).toMatchObject({ outcome: "no-server" });
  });
});

describe("the staff role or the admin role is replaced", () => {
  const by = { id: JONAS, name: "Jonas", via: "command" } as const;
  const replace = (world: MemoryPorts, staffRoleId: string) =>
    world.store.saveSettings(sampleSettings(), sampleSettings({ staffRoleId }), by, world.clock.now());
  const NEW_ROLE = "840000000000000077";

  test("open threads are shown to the new one", async () => {
    const world = await openThread();
    await replace(world, NEW_ROLE);
    await finishCutOff(world.ports);
    expect(world.discord.shownTo.get(channelOf(world))).toContain(NEW_ROLE);
    world.discord.shownTo.clear();
    await finishCutOff(world.ports);
    expect(world.discord.shownTo.size).toBe(0);
  });

  test("what can't be shown now is tried again after an hour, and at once when setup works", async () => {
    const world = await openThread();
    await replace(world, NEW_ROLE);
    world.discord.refusals.set("showChannel", { reason: "unknown-role" });
    await finishCutOff(world.ports);
    world.discord.refusals.clear();
    world.clock.pass(59 * MINUTE);
    await finishCutOff(world.ports);
    expect(world.discord.shownTo.size).toBe(0);
    await finishCutOff(world.ports, GUILD);
    expect(world.discord.shownTo.size).toBe(1);
  });

  test("a channel that was deleted meanwhile ends its thread", async () => {
    const world = await openThread();
    world.discord.channels.delete(channelOf(world));
    await replace(world, NEW_ROLE);
    await finishCutOff(world.ports);
    expect(world.thread()).toMatchObject({ state: "closed", closedBy: null });
  });

  test("who had only the old one isn't staff any more", async () => {
    const world = await openThread();
    await replace(world, NEW_ROLE);
    const before = world.dm().length;
    expect(typed(world, "").roleIds).toEqual([STAFF_ROLE]);
    expect(await receiveStaffMessage(world.ports, typed(world, "!r Hello"))).toMatchObject({ outcome: "refused" });
    expect(world.dm()).toHaveLength(before);
  });
});
