// Deletions of both sides: what stays, what vanishes, and for whom.

import { expect, test } from "vitest";
import { closeThread } from "../../../worker/threads/close.ts";
import { deleteMessage } from "../../../worker/threads/delete-message.ts";
import { deleteMissing } from "../../../worker/threads/delete-missing.ts";
import { deleteReply } from "../../../worker/threads/delete-reply.ts";
import { editReply } from "../../../worker/threads/edit-reply.ts";
import { editUserMessage } from "../../../worker/threads/edit-user-message.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, JONAS, MARA } from "../ports/samples.ts";
import { answering, kept, said } from "./changes.ts";
import { MINUTE, openThread, refuse, twoServers, typed, write } from "./scenes.ts";

const inThread = async (world: MemoryPorts) => {
  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found === null) throw new Error("no thread");
  return found;
};
const jonas = { id: JONAS, access: "staff" } as const;

test("what a user deletes stays with staff, marked as deleted", async () => {
  const { world, one } = await said();
  expect((await deleteMessage(world.ports, one.id)).outcome).toBe("shown");
  expect(world.channel()).toContain("Mara: One [deleted]");
  expect((await deleteMessage(world.ports, one.id)).outcome).toBe("unchanged");
});

test("what was edited and then deleted shows both", async () => {
  const { world, one } = await said();
  await editUserMessage(world.ports, { ...one, content: "Won" }, world.clock.now());
  await deleteMessage(world.ports, one.id);
  expect(world.channel()).toContain("Mara: Won (before: One) [deleted]");
});

test("a reply whose source is deleted vanishes for the user and stays with the thread", async () => {
  const { world, two } = await said();
  await deleteMessage(world.ports, two.message.id);
  expect(world.dm()).not.toContain("Northwind: Two");
  expect(kept(world, two.message.id)).toMatchObject({
    content: "Two",
    state: "delivered",
    deletedAt: world.clock.now(),
  });
});

test("who deletes a copy deletes that copy only", async () => {
  const { world, one, two } = await said();
  for (const id of [kept(world, one.id).copyIds[0], kept(world, two.message.id).copyIds[0]]) {
    expect(await deleteMessage(world.ports, id ?? "")).toEqual({ outcome: "unknown", threadId: null });
  }
  expect(world.dm().at(-1)).toBe("Northwind: Two");
  expect(kept(world, one.id).deletedAt).toBeUndefined();
});

test("what is deleted while it waits for the choice of a server is never delivered", async () => {
  const world = await twoServers();
  const message = write(world, { content: "One" });
  await receiveUserMessage(world.ports, message);
  expect((await deleteMessage(world.ports, message.id)).outcome).toBe("kept");
  expect(kept(world, message.id)).toMatchObject({ state: "refused", problem: "deleted" });
});

test("messages of a closed thread stay as its transcript has them", async () => {
  const { world, one } = await said();
  await closeThread(world.ports, await inThread(world), JONAS, null);
  expect((await deleteMessage(world.ports, one.id)).outcome).toBe("unchanged");
  expect(kept(world, one.id).deletedAt).toBeUndefined();
});

test("a note that is deleted is marked in the transcript only", async () => {
  const { world } = await said();
  const note = typed(world, "between us");
  await receiveStaffMessage(world.ports, note);
  expect((await deleteMessage(world.ports, note.message.id)).outcome).toBe("kept");
  expect(kept(world, note.message.id).deletedAt).toBe(world.clock.now());
});

test("!delete takes back one's latest reply, or the one that it answers", async () => {
  const { world, two } = await said();
  await receiveStaffMessage(world.ports, typed(world, "!r Three"));
  await receiveStaffMessage(world.ports, typed(world, "!delete"));
  expect(world.dm().at(-1)).toBe("Northwind: Two");
  await receiveStaffMessage(world.ports, answering(world, "!d", two.message.id));
  expect(world.dm()).toEqual(["[thread-opened]"]);
  expect(kept(world, two.message.id)).toMatchObject({ deletedBy: JONAS });
  world.clock.pass(1000);
  await receiveStaffMessage(world.ports, typed(world, "!delete"));
  expect(world.channel().at(-1)).toBe("[refused no-reply-yet]");
});

test("!delete that comes again doesn't take back the reply before", async () => {
  const { world } = await said();
  world.clock.pass(1000);
  await receiveStaffMessage(world.ports, typed(world, "!r Three"));
  world.clock.pass(1000);
  const command = typed(world, "!delete");
  world.intercept((name, run) => (name === "store.keepStaffMessage" ? Promise.reject(new Error("D1 failed")) : run()));
  await expect(receiveStaffMessage(world.ports, command)).rejects.toThrow("D1 failed");
  world.intercept((_, run) => run());
  await receiveStaffMessage(world.ports, command);
  expect(world.dm().at(-1)).toBe("Northwind: Two");
  expect(world.channel().filter((text) => text === "[reply-deleted]")).toHaveLength(1);
});

test("closed DMs: who asked is told that the user still has it", async () => {
  const { world, two } = await said();
  refuse(dmOf(MARA), "dm-closed")(world);
  const deleted = await deleteReply(
    world.ports,
    await inThread(world),
    jonas,
    kept(world, two.message.id),
    world.clock.now(),
  );
  expect(deleted).toEqual({ ok: false, error: { reason: "change-not-shown" } });
  expect(world.channel().at(-1)).toBe("[not-taken-back dm-closed]");
  expect(kept(world, two.message.id)).toMatchObject({ problem: "dm-closed" });
});

test("of two deletions at once the first did it, and the second is told", async () => {
  const { world, two } = await said();
  const found = await inThread(world);
  const reply = kept(world, two.message.id);
  const [first, second] = await Promise.all([
    deleteReply(world.ports, found, jonas, reply, world.clock.now()),
    deleteReply(world.ports, found, { id: AIKO, access: "admin" }, reply, world.clock.now()),
  ]);
  expect(first.ok).toBe(true);
  expect(second).toEqual({ ok: false, error: { reason: "reply-deleted" } });
});

test("of an edit and a deletion at once the reply is gone, and who edits after that is told", async () => {
  for (const order of ["edit first", "deletion first"]) {
    const { world, two } = await said();
    const found = await inThread(world);
    const reply = kept(world, two.message.id);
    const edit = () => editReply(world.ports, found, jonas, reply, { content: "Too", at: world.clock.now() + 1 });
    const remove = () => deleteReply(world.ports, found, jonas, reply, world.clock.now());
    const [edited] = await Promise.all(order === "edit first" ? [edit(), remove()] : [remove().then(edit), null]);
    if (order === "deletion first") expect(edited).toEqual({ ok: false, error: { reason: "reply-deleted" } });
    expect(world.dm()).toEqual(["[thread-opened]"]);
    expect(world.tables.unmirrored.size).toBe(0);
  }
});

test("a reply that is taken back while it is on its way vanishes when it has arrived all the same", async () => {
  const world = await openThread();
  const two = typed(world, "!r Two");
  world.intercept(async (name, run) => {
    if (name === "discord.sendReply")
      await world.store.deleteMessage({ id: two.message.id, at: 1, by: JONAS }, { now: 0, until: 0 });
    return run();
  });
  await receiveStaffMessage(world.ports, two);
  world.clock.pass(MINUTE);
  await finishCutOff(world.ports);
  expect(world.dm()).toEqual(["[thread-opened]"]);
});

test("of what was typed in a channel, what doesn't stand there any more was deleted", async () => {
  const { world, one, two } = await said();
  const note = typed(world, "between us");
  await receiveStaffMessage(world.ports, note);
  const channelId = world.thread().channelId ?? "";
  const inChannel = {
    channelId,
    guildId: GUILD,
    userId: MARA,
    ids: [note.message.id],
    after: "0",
    upTo: note.message.id,
  };
  expect(await deleteMissing(world.ports, inChannel)).toEqual({ outcome: "deleted" });
  expect(world.dm()).toEqual(["[thread-opened]"]);
  expect(kept(world, two.message.id).deletedAt).toBe(world.clock.now());
  // What was written later isn't known to be missing.
  const first = world.tables.messages[0]?.id ?? "";
  const inDm = { channelId: dmOf(MARA), guildId: null, userId: MARA, ids: [first], after: "0", upTo: first };
  expect(await deleteMissing(world.ports, inDm)).toEqual({ outcome: "nothing-missing" });
  expect(kept(world, one.id).deletedAt).toBeUndefined();
  // The last that was written may be what is gone.
  expect(await deleteMissing(world.ports, { ...inDm, upTo: one.id })).toEqual({ outcome: "deleted" });
  expect(kept(world, one.id).deletedAt).toBe(world.clock.now());
});

test("where nothing at all is seen, nothing is known to be missing", async () => {
  const { world, one } = await said();
  const inDm = { channelId: dmOf(MARA), guildId: null, userId: MARA, ids: [], after: "0", upTo: one.id };
  expect(await deleteMissing(world.ports, inDm)).toEqual({ outcome: "nothing-missing" });
  expect(kept(world, one.id).deletedAt).toBeUndefined();
});

test("many deletions are marked in several runs", async () => {
  const world = await openThread();
  const messages = Array.from({ length: 25 }, (_, n) => write(world, { content: `word ${n}` }));
  for (const message of messages) await receiveUserMessage(world.ports, message);
  const last = messages.at(-1)?.id ?? "";
  const inDm = { channelId: dmOf(MARA), guildId: null, userId: MARA, ids: [last], after: "0", upTo: last };
  for (const more of [true, true]) {
    if (more) await expect(deleteMissing(world.ports, inDm)).rejects.toThrow("more messages were deleted");
  }
  expect(await deleteMissing(world.ports, inDm)).toEqual({ outcome: "deleted" });
  // All but the newest, and the one that opened the thread.
  expect(world.channel().filter((text) => text.endsWith("[deleted]"))).toHaveLength(25);
});
