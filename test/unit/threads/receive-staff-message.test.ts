// What staff type in a thread's channel: replies and notes.

import { expect, test } from "vitest";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, JONAS, MARA } from "../ports/samples.ts";
import { openThread, refuse, screenshot, typed, write } from "./scenes.ts";

const replies = (world: MemoryPorts) => world.dm().filter((text) => text.startsWith("Northwind:"));
const say = (world: MemoryPorts, content: string) => receiveStaffMessage(world.ports, typed(world, content));

test("!r goes to the user in the server's name, and is marked once it arrived", async () => {
  const world = await openThread();
  const given = typed(world, "!r Which rank?", { attachments: [screenshot(world)] });
  expect(await receiveStaffMessage(world.ports, given)).toEqual({ outcome: "delivered", threadId: world.thread().id });
  expect(replies(world)).toEqual(["Northwind: Which rank? +screenshot.png"]);
  expect(world.discord.channels.isMarked(given.message.id)).toBe(true);
});

test("with the reply command on, other typing stays among staff, kept for the transcript", async () => {
  const world = await openThread();
  expect((await say(world, "Looks honest.")).outcome).toBe("noted");
  expect(replies(world)).toEqual([]);
  expect(world.tables.messages.at(-1)).toMatchObject({ kind: "note", state: "delivered", content: "Looks honest." });
});

test("with the reply command off, typing goes to the user and what starts with // stays", async () => {
  const world = await openThread();
  world.addServer({ replyCommand: false });
  await say(world, "Which rank?");
  expect((await say(world, "// looks honest")).outcome).toBe("noted");
  expect(replies(world)).toEqual(["Northwind: Which rank?"]);
});

test("without the Message Content intent, staff are told that typing can't be read", async () => {
  const world = await openThread();
  world.addServer({ replyCommand: false });
  await world.store.saveBot({ userId: "890000000000000001", messageContent: false }, world.clock.now());
  expect((await say(world, "")).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[unreadable]");
});

test("an empty note is nothing", async () => {
  const world = await openThread();
  expect((await say(world, "")).outcome).toBe("empty");
  expect(world.tables.messages).toHaveLength(1);
});

test("an empty reply is refused in words, and nothing is kept of it", async () => {
  const world = await openThread();
  expect((await say(world, "!r")).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[not-sent nothing-to-send]");
  expect(world.tables.messages).toHaveLength(1);
});

test("a reply that comes again is sent once", async () => {
  const world = await openThread();
  const given = typed(world, "!r Which rank?");
  await receiveStaffMessage(world.ports, given);
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("repeated");
  expect(replies(world)).toHaveLength(1);
});

test("closed DMs: staff are told once that nothing was sent, and there is no check mark", async () => {
  const world = await openThread();
  refuse(dmOf(MARA), "dm-closed")(world);
  const given = typed(world, "!r Which rank?");
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("refused");
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("repeated");
  expect(world.channel().filter((text) => text === "[not-sent dm-closed]")).toHaveLength(1);
  expect(world.discord.channels.isMarked(given.message.id)).toBe(false);
  expect(world.tables.messages.at(-1)).toMatchObject({ state: "refused", problem: "dm-closed" });
});

test("in a claimed thread, other staff are asked to take over first", async () => {
  const world = await openThread();
  await world.store.claim(world.thread().id, null, AIKO, world.clock.now());
  expect((await say(world, "!r Which rank?")).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[not-sent claimed-by-other]");
  expect(replies(world)).toEqual([]);
});

test("without the staff role only who manages the server may answer", async () => {
  const world = await openThread();
  const given = { ...typed(world, "!r Which rank?"), roleIds: [] };
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[not-sent not-staff]");
  world.discord.managers.add(`${GUILD}/${JONAS}`);
  const again = { ...typed(world, "!r Which rank?"), roleIds: [] };
  expect((await receiveStaffMessage(world.ports, again)).outcome).toBe("delivered");
});

test("what is typed in a channel without a thread is nobody's business", async () => {
  const world = await openThread();
  const { kind: _, userId: __, ...message } = write(world, { content: "!r hi", channelId: "860000000000000099" });
  const found = await receiveStaffMessage(world.ports, { message, guildId: GUILD, roleIds: [] });
  expect(found).toEqual({ outcome: "no-thread", threadId: null });
});
