// Commands that staff type: the same as their slash commands, said in the channel, and done once.

import { expect, test } from "vitest";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, GUILD, JONAS } from "../ports/samples.ts";
import { MINUTE, openThread, typed } from "./scenes.ts";

const jonas = { id: JONAS, name: "Jonas", avatarUrl: null };
const aiko = { id: AIKO, name: "Aiko", avatarUrl: null };
const say = (world: MemoryPorts, content: string, author = jonas) =>
  receiveStaffMessage(world.ports, typed(world, content, { author }));
const header = (world: MemoryPorts) => world.channel()[0];

test("claim, unclaim and takeover change the claim, redraw the header and say so", async () => {
  const world = await openThread();
  expect((await say(world, "!claim")).outcome).toBe("done");
  expect(world.thread().claimedBy).toBe(JONAS);
  expect(header(world)).toContain(`claimed by ${JONAS}`);
  world.clock.pass(MINUTE);
  await say(world, "!takeover", aiko);
  expect(header(world)).toContain(`claimed by ${AIKO}`);
  world.clock.pass(MINUTE);
  await say(world, "!unclaim", aiko);
  expect(header(world)).not.toContain("claimed by");
  expect(world.channel().slice(-3)).toEqual(["[claimed]", "[taken-over]", "[unclaimed]"]);
});

test("takeover of a thread that nobody has is a claim", async () => {
  const world = await openThread();
  await say(world, "!takeover");
  expect(world.thread().claimedBy).toBe(JONAS);
  expect(world.channel().at(-1)).toBe("[claimed]");
});

test.each([
  ["!claim", "[refused claimed-by-other]"],
  ["!unclaim", "[refused claimed-by-other]"],
  ["!close Solved", "[refused claimed-by-other]"],
])("%s of what someone else has claimed is refused in words", async (content, told) => {
  const world = await openThread();
  await say(world, "!claim", aiko);
  world.clock.pass(MINUTE);
  expect((await say(world, content)).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe(told);
  expect(world.thread()).toMatchObject({ claimedBy: AIKO, state: "open" });
});

test("close tells the channel first, then closes with the reason", async () => {
  const world = await openThread();
  const channelId = world.thread().channelId ?? "";
  expect((await say(world, "!close  Solved. ")).outcome).toBe("done");
  expect(world.tables.threads[0]).toMatchObject({ state: "closed", closedBy: JONAS, closeReason: "Solved." });
  expect(world.discord.channels.get(channelId)).toMatchObject({ gone: true });
  expect(world.discord.channels.said(channelId).at(-1)).toBe("[closing]");
});

test("close as other bots know it, later, silently or not after all, closes nothing", async () => {
  const world = await openThread();
  expect((await say(world, "!close 2h")).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[refused closes-at-once]");
  expect(world.thread().state).toBe("open");
});

test("people without the staff role, and only they, are refused; who manages the server is admin", async () => {
  const world = await openThread();
  const stranger = (content: string) => ({ ...typed(world, content), roleIds: [] });
  for (const content of ["!claim", "!close", "!id", "!help"]) {
    expect((await receiveStaffMessage(world.ports, stranger(content))).outcome).toBe("refused");
    expect(world.channel().at(-1)).toBe("[refused not-staff]");
  }
  world.discord.managers.add(`${GUILD}/${JONAS}`);
  expect((await receiveStaffMessage(world.ports, stranger("!claim"))).outcome).toBe("done");
});

test("id and help are answered", async () => {
  const world = await openThread();
  await say(world, "!id");
  await say(world, "!help");
  expect(world.channel().slice(-2)).toEqual(["[user-id]", "[help]"]);
});

test("what was typed is done once, however late its event comes again", async () => {
  const world = await openThread();
  const unclaim = typed(world, "!unclaim");
  await receiveStaffMessage(world.ports, unclaim);
  expect(world.channel().at(-1)).toBe("[refused not-claimed]");
  world.clock.pass(MINUTE);
  await say(world, "!claim");
  world.clock.pass(60 * MINUTE);
  expect((await receiveStaffMessage(world.ports, unclaim)).outcome).toBe("repeated");
  expect(world.thread().claimedBy).toBe(JONAS);
  expect(world.channel().filter((text) => text === "[refused not-claimed]")).toHaveLength(1);
});

test.each(["!unclaim", "!takeover"])("%s isn't about a claim that came after it was typed", async (content) => {
  const world = await openThread();
  const given = { ...typed(world, content), roleIds: [] };
  world.discord.managers.add(`${GUILD}/${JONAS}`);
  world.clock.pass(MINUTE);
  await say(world, "!claim", aiko);
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("refused");
  expect(world.thread().claimedBy).toBe(AIKO);
});
