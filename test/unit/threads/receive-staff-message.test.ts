// What staff type in a thread's channel: replies and notes.

import { expect, test } from "vitest";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, JONAS, MARA } from "../ports/samples.ts";
import { MINUTE, openThread, refuse, screenshot, typed, write } from "./scenes.ts";

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

test("where typing is talk, they are told once a thread that it can't be read", async () => {
  const world = await openThread();
  await world.store.saveBot({ userId: "890000000000000001", messageContent: false }, world.clock.now());
  for (let talk = 0; talk < 3; talk++) {
    expect((await say(world, "")).outcome).toBe("refused");
    world.clock.pass(10 * MINUTE);
  }
  expect(world.channel().filter((text) => text === "[unreadable-talk]")).toHaveLength(1);
  expect(world.tables.messages).toHaveLength(1);
});

test("an empty note is nothing", async () => {
  const world = await openThread();
  expect((await say(world, "")).outcome).toBe("empty");
  expect(world.tables.messages).toHaveLength(1);
});

test("a reply that isn't sent is told in words and kept as a note: it isn't sent later, when its event comes again", async () => {
  const world = await openThread();
  await world.store.claim(world.thread().id, null, AIKO, world.clock.now());
  const given = typed(world, "!r Which rank?");
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[not-sent claimed-by-other]");
  expect(world.tables.messages.at(-1)).toMatchObject({ kind: "note", content: "!r Which rank?" });
  await world.store.claim(world.thread().id, AIKO, null, world.clock.now());
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("repeated");
  expect(replies(world)).toEqual([]);
});

test.each(["!r", "!r  "])("a reply without a word is refused: %j", async (content) => {
  const world = await openThread();
  expect((await say(world, content)).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[not-sent nothing-to-send]");
});

test("a mention of the bot does what the prefix does, Message Content or not", async () => {
  const world = await openThread();
  const bot = "890000000000000001";
  await world.store.saveBot({ userId: bot, messageContent: false }, world.clock.now());
  const given = typed(world, `<@${bot}> r Which rank?`, { attachments: [screenshot(world)] });
  expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("delivered");
  expect(replies(world)).toEqual(["Northwind: Which rank? +screenshot.png"]);
});

test("an anonymous reply has a mark of its own, and so has a note that was asked for", async () => {
  const world = await openThread();
  const marksOf = async (content: string) => {
    const given = typed(world, content);
    await receiveStaffMessage(world.ports, given);
    // The event comes again: what was cut off before the mark is marked then.
    await receiveStaffMessage(world.ports, given);
    return world.discord.channels.marksOn(given.message.id);
  };
  expect(await marksOf("!r Hello")).toEqual(["delivered"]);
  expect(await marksOf("!ar Hello")).toEqual(["delivered-anonymously"]);
  expect(await marksOf("!note Looks honest")).toEqual(["noted"]);
  expect(await marksOf("Looks honest")).toEqual([]);
  expect(
    world.tables.messages.map(({ kind, content, anonymous = false }) => [kind, content, anonymous]).slice(1),
  ).toEqual([
    ["reply", "Hello", false],
    ["reply", "Hello", true],
    ["note", "Looks honest", false],
    ["note", "Looks honest", false],
  ]);
});

test("an empty note that was asked for is refused in words", async () => {
  const world = await openThread();
  expect((await say(world, "!note")).outcome).toBe("refused");
  expect(world.channel().at(-1)).toBe("[refused nothing-to-note]");
});

test("a snippet is sent by its name, with the words behind it, and anonymously with a third sign", async () => {
  const world = await openThread();
  const body = { text: "Hi {{user}}, {{1}} from {{staff}}.", attachments: [], filesId: "1" };
  const by = { id: JONAS, name: "Jonas" };
  const wish = { id: "1", guildId: GUILD, name: "hello", from: null, to: body, by, at: world.clock.now() };
  await world.store.changeSnippet(wish, 500);
  expect((await say(world, "!!Hello welcome")).outcome).toBe("delivered");
  expect((await say(world, "!!!hello bye")).outcome).toBe("delivered");
  expect((await say(world, "!s nothing")).outcome).toBe("refused");
  expect((await say(world, "!s")).outcome).toBe("refused");
  expect(replies(world)).toEqual([
    "Northwind: Hi Mara, welcome from Jonas.",
    "Northwind: Hi Mara, bye from Northwind.",
  ]);
  expect(world.channel().slice(-2)).toEqual(["[not-sent no-snippet]", "[not-sent bad-snippet-name]"]);
});

test.each([
  [true, "!relpy Hello"],
  [false, "!relpy Hello"],
  [false, "!ban Mara"],
])("with the reply command %s, %s goes to nobody and is answered", async (replyCommand, content) => {
  const world = await openThread();
  world.addServer({ replyCommand });
  expect((await say(world, content)).outcome).toBe("refused");
  expect(replies(world)).toEqual([]);
  expect(world.channel().at(-1)).toBe("[unknown-command]");
  expect(world.tables.messages.at(-1)).toMatchObject({ kind: "note", content });
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
