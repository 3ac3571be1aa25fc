// Edits of both sides: what the other side then sees, what is kept, and what comes late, twice, at once or too late.

import { expect, test } from "vitest";
import { closeThread } from "../../../worker/threads/close.ts";
import { editReply } from "../../../worker/threads/edit-reply.ts";
import { editTypedMessage } from "../../../worker/threads/edit-typed-message.ts";
import { editUserMessage } from "../../../worker/threads/edit-user-message.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, JONAS, MARA } from "../ports/samples.ts";
import { actId, answering, kept, said } from "./changes.ts";
import { MINUTE, openThread, refuse, screenshot, twoServers, typed, write } from "./scenes.ts";

const inThread = async (world: MemoryPorts) => {
  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found === null) throw new Error("no thread");
  return found;
};
const staff = (id: string, access: "staff" | "admin" = "staff") => ({ id, access });

test("a user's edit is shown in the copy, with what it was before", async () => {
  const { world, one } = await said();
  const at = world.clock.now();
  expect((await editUserMessage(world.ports, { ...one, content: "Won" }, at)).outcome).toBe("shown");
  expect(world.channel()).toContain("Mara: Won (before: One)");
  expect(kept(world, one.id)).toMatchObject({ content: "Won", editedAt: at });
});

test("a second edit shows the text right before it, and all are kept", async () => {
  const { world, one } = await said();
  const at = world.clock.now();
  await editUserMessage(world.ports, { ...one, content: "Won" }, at);
  await editUserMessage(world.ports, { ...one, content: "Wan" }, at + 1);
  expect(world.channel()).toContain("Mara: Wan (before: Won)");
  const [, message] = await world.store.messagesOf(world.thread().id);
  expect(message?.earlier?.map(({ content }) => content)).toEqual(["One", "Won"]);
});

test("an edit that comes twice or late changes nothing", async () => {
  const { world, one } = await said();
  const at = world.clock.now();
  await editUserMessage(world.ports, { ...one, content: "Wan" }, at + 1);
  expect((await editUserMessage(world.ports, { ...one, content: "Wan" }, at + 1)).outcome).toBe("unchanged");
  expect((await editUserMessage(world.ports, { ...one, content: "Won" }, at)).outcome).toBe("unchanged");
  expect(world.channel()).toContain("Mara: Wan (before: One)");
  expect(world.tables.versions).toHaveLength(1);
});

test("files stay with the copy when its text is edited", async () => {
  const world = await openThread();
  const message = write(world, { content: "Look", attachments: [screenshot(world)] });
  await receiveUserMessage(world.ports, message);
  await editUserMessage(world.ports, { ...message, content: "Look here" }, world.clock.now());
  expect(world.channel()).toContain("Mara: Look here +screenshot.png (before: Look)");
});

test("an edit that comes before the message itself brings it, and the message then changes nothing", async () => {
  const world = await openThread();
  // Discord dates what is young by its id.
  const message = { ...write(world, { content: "One" }), id: actId(world) };
  await editUserMessage(world.ports, { ...message, content: "Won" }, world.clock.now());
  await receiveUserMessage(world.ports, message);
  expect(world.channel().slice(-1)).toEqual(["Mara: Won"]);
});

test("an edit of a message that nobody knows and that is old is nobody's business", async () => {
  const world = await openThread();
  const found = await editUserMessage(world.ports, write(world, { content: "Old" }), world.clock.now());
  expect(found).toEqual({ outcome: "unknown", threadId: null });
  expect(world.channel()).toHaveLength(2);
});

test("what waits for the choice of a server is delivered as it was edited", async () => {
  const world = await twoServers();
  const message = write(world, { content: "One" });
  await receiveUserMessage(world.ports, message);
  expect((await editUserMessage(world.ports, { ...message, content: "Won" }, world.clock.now())).outcome).toBe("kept");
  expect(kept(world, message.id)).toMatchObject({ content: "Won", state: "pending" });
});

test("what had to wait for a permission is delivered as it was edited, and the schedule adds what it was before", async () => {
  const world = await openThread();
  const channelId = world.thread().channelId ?? "";
  refuse(channelId, "missing-permission")(world);
  const message = write(world, { content: "One" });
  await receiveUserMessage(world.ports, message);
  await editUserMessage(world.ports, { ...message, content: "Won" }, world.clock.now());
  refuse(channelId, null)(world);
  world.clock.pass(10 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.channel().at(-1)).toBe("Mara: Won (before: One)");
});

test("messages of a closed thread stay as its transcript has them", async () => {
  const { world, one } = await said();
  await closeThread(world.ports, await inThread(world), JONAS, null);
  expect((await editUserMessage(world.ports, { ...one, content: "Won" }, world.clock.now())).outcome).toBe("unchanged");
  expect(kept(world, one.id).content).toBe("One");
});

test("a copy that the bot may not edit just now is edited when that was mended", async () => {
  const { world, one } = await said();
  const channelId = world.thread().channelId ?? "";
  refuse(channelId, "missing-permission")(world);
  expect((await editUserMessage(world.ports, { ...one, content: "Won" }, world.clock.now())).outcome).toBe("waits");
  refuse(channelId, null)(world);
  await finishCutOff(world.ports);
  expect(world.channel()).toContain("Mara: One");
  world.clock.pass(6 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.channel()).toContain("Mara: Won (before: One)");
});

test("an old message that was edited too often for now is edited later", async () => {
  const { world, one } = await said();
  world.discord.refusals.set("reviseUserMessage", { reason: "not-taken", status: 400, code: 30046 });
  expect((await editUserMessage(world.ports, { ...one, content: "Won" }, world.clock.now())).outcome).toBe("waits");
  world.discord.refusals.delete("reviseUserMessage");
  world.clock.pass(6 * MINUTE);
  await finishCutOff(world.ports);
  expect(world.channel()).toContain("Mara: Won (before: One)");
});

test("staff edit what they typed, and the user sees the new text and nothing of the old", async () => {
  const { world, two } = await said();
  const edited = { ...two, message: { ...two.message, content: "!r Too" } };
  expect((await editTypedMessage(world.ports, edited, world.clock.now())).outcome).toBe("shown");
  expect(world.dm().at(-1)).toBe("Northwind: Too");
});

test.each([
  ["no reply any more", "Two", "no-reply-any-more"],
  ["another command", "!close", "no-reply-any-more"],
  ["a snippet", "!!hello", "no-reply-any-more"],
  ["nothing", "!r", "nothing-to-send"],
])(
  "an edit that makes %s of a reply leaves the user's side as it was, and staff are told",
  async (_what, content, why) => {
    const { world, two } = await said();
    const edited = { ...two, message: { ...two.message, content } };
    expect((await editTypedMessage(world.ports, edited, world.clock.now())).outcome).toBe("refused");
    expect(world.dm().at(-1)).toBe("Northwind: Two");
    expect(world.channel().at(-1)).toBe(`[not-edited ${why}]`);
  },
);

test("an edit never makes a note a reply", async () => {
  const { world } = await said();
  const note = typed(world, "between us");
  await receiveStaffMessage(world.ports, note);
  const edited = { ...note, message: { ...note.message, content: "!r for the user" } };
  expect((await editTypedMessage(world.ports, edited, world.clock.now())).outcome).toBe("noted");
  expect(world.dm().at(-1)).toBe("Northwind: Two");
  expect(kept(world, note.message.id)).toMatchObject({ kind: "note", content: "!r for the user" });
});

test("without the Message Content intent an edit that can't be read changes nothing, and staff are told", async () => {
  const { world, two } = await said();
  world.addServer({ replyCommand: false });
  await world.store.saveBot({ userId: "890000000000000001", messageContent: false }, world.clock.now());
  const hidden = { ...two, message: { ...two.message, content: "" } };
  await editTypedMessage(world.ports, hidden, world.clock.now());
  expect(world.dm().at(-1)).toBe("Northwind: Two");
  expect(world.channel().at(-1)).toBe("[not-edited unreadable]");
});

test("an edit of what was claimed meanwhile by someone else isn't passed on", async () => {
  const { world, two } = await said();
  await world.store.claim(world.thread().id, null, AIKO, world.clock.now());
  await editTypedMessage(world.ports, { ...two, message: { ...two.message, content: "!r Too" } }, world.clock.now());
  expect(world.channel().at(-1)).toBe("[not-edited claimed-by-other]");
});

test("closed DMs: staff are told that the user still sees the old text", async () => {
  const { world, two } = await said();
  refuse(dmOf(MARA), "dm-closed")(world);
  await editTypedMessage(world.ports, { ...two, message: { ...two.message, content: "!r Too" } }, world.clock.now());
  expect(world.channel().at(-1)).toBe("[not-edited dm-closed]");
  expect(kept(world, two.message.id)).toMatchObject({ problem: "dm-closed" });
});

test("an anonymous reply stays anonymous, whatever command its edit begins with", async () => {
  const world = await openThread();
  const hidden = typed(world, "!ar Two");
  await receiveStaffMessage(world.ports, hidden);
  await editTypedMessage(
    world.ports,
    { ...hidden, message: { ...hidden.message, content: "!r Too" } },
    world.clock.now(),
  );
  expect(kept(world, hidden.message.id)).toMatchObject({ anonymous: true, content: "Too" });
});

test("!edit changes one's latest reply, or the one that it answers", async () => {
  const { world, two } = await said();
  const three = typed(world, "!r Three");
  await receiveStaffMessage(world.ports, three);
  await receiveStaffMessage(world.ports, typed(world, "!edit Free"));
  await receiveStaffMessage(world.ports, answering(world, "!e Too", two.message.id));
  expect(world.dm().slice(-2)).toEqual(["Northwind: Too", "Northwind: Free"]);
  expect(world.channel().slice(-2)).toEqual(["[reply-edited]", "[reply-edited]"]);
});

test("!edit that comes again edits the same reply, although another is the latest by then", async () => {
  const { world } = await said();
  const command = typed(world, "!edit Too");
  world.clock.pass(1000);
  await receiveStaffMessage(world.ports, typed(world, "!r Three"));
  await receiveStaffMessage(world.ports, command);
  expect(world.dm().slice(-2)).toEqual(["Northwind: Too", "Northwind: Three"]);
});

test.each([
  ["someone else's reply", staff(AIKO), "not-your-reply"],
  ["a reply, without being staff", { id: AIKO, access: "none" as const }, "not-staff"],
])("nobody edits %s", async (_what, person, reason) => {
  const { world, two } = await said();
  const edit = { content: "Too", at: world.clock.now() };
  const edited = await editReply(world.ports, await inThread(world), person, kept(world, two.message.id), edit);
  expect(edited).toMatchObject({ ok: false, error: { reason } });
  expect(world.dm().at(-1)).toBe("Northwind: Two");
});

test("an admin edits anybody's reply", async () => {
  const { world, two } = await said();
  const edit = { content: "Too", at: world.clock.now() };
  const person = staff(AIKO, "admin");
  const edited = await editReply(world.ports, await inThread(world), person, kept(world, two.message.id), edit);
  expect(edited.ok).toBe(true);
  expect(world.tables.versions).toMatchObject([{ content: "Two", replacedBy: AIKO }]);
});

test("of two edits at once the later one stands, whoever comes first, and the other one is told", async () => {
  for (const order of [
    [1, 2],
    [2, 1],
  ]) {
    const { world, two } = await said();
    const found = await inThread(world);
    const reply = kept(world, two.message.id);
    const results = await Promise.all(
      order.map((ms) => {
        const edit = { content: `text ${ms}`, at: world.clock.now() + ms };
        return editReply(world.ports, found, staff(AIKO, "admin"), reply, edit);
      }),
    );
    expect(world.dm().at(-1)).toBe("Northwind: text 2");
    const earlier = results[order.indexOf(1)];
    if (order[0] === 2) expect(earlier).toEqual({ ok: false, error: { reason: "edited-since" } });
    expect(results[order.indexOf(2)]?.ok).toBe(true);
    expect(world.tables.unmirrored.size).toBe(0);
  }
});

test("who edits while another is being shown leaves it to them, and the newest text stands", async () => {
  const { world, one } = await said();
  const at = world.clock.now();
  let second: Promise<unknown> | null = null;
  world.intercept(async (name, run) => {
    if (name === "discord.reviseUserMessage" && second === null) {
      second = editUserMessage(world.ports, { ...one, content: "Wan" }, at + 1);
      expect(await second).toMatchObject({ outcome: "kept" });
    }
    return run();
  });
  await editUserMessage(world.ports, { ...one, content: "Won" }, at);
  expect(world.channel()).toContain("Mara: Wan (before: Won)");
  expect(world.tables.unmirrored.size).toBe(0);
});
