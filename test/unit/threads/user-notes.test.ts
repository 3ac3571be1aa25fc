// Notes on a user: kept by server, shown in the header of each later thread, removed by who may.

import { beforeEach, expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import { NOTES_PER_USER } from "../../../worker/domain/user-note.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { addUserNote, removeUserNote } from "../../../worker/threads/user-notes.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, GUILD, IVO, JONAS, MARA } from "../ports/samples.ts";
import { nextId, openThread, write } from "./scenes.ts";

let world: MemoryPorts;
beforeEach(async () => {
  world = await openThread();
});

const mara = { guildId: GUILD, userId: MARA };
const jonas = { id: JONAS, name: "Jonas", avatarUrl: null };
const add = (text: string, about = mara) => addUserNote(world.ports, about, { id: nextId(), author: jonas, text });
const texts = async () => (await world.store.userNotes(GUILD, MARA, 200, 0)).notes.map(({ text }) => text);
const idOf = async (text: string) =>
  (await world.store.userNotes(GUILD, MARA, 200, 0)).notes.find((note) => note.text === text)?.id ?? "";

test("a later thread begins with them, the present one stays as it is", async () => {
  expect(await add("  Twice warned.  ")).toEqual(ok(undefined));
  world.clock.pass(1000);
  await add("Kind on the phone.");
  await add("About someone else", { guildId: GUILD, userId: IVO });
  expect(world.thread().userNotes.total).toBe(0);

  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found) await closeThread(world.ports, found, JONAS, null);
  await receiveUserMessage(world.ports, write(world));
  expect(world.tables.threads[1]?.userNotes).toMatchObject({
    total: 2,
    latest: [{ text: "Kind on the phone.", author: { id: JONAS, name: "Jonas" } }, { text: "Twice warned." }],
  });
});

test.each([
  ["nothing", "   ", "nothing-to-note"],
  ["more than a note holds", "x".repeat(1001), "too-long"],
])("%s is refused", async (_, text, reason) => {
  expect(await add(text)).toMatchObject({ ok: false, error: { reason } });
  expect(await texts()).toEqual([]);
});

test("there are a hundred on a user at most", async () => {
  for (let at = 0; at < NOTES_PER_USER; at++) await add(`Note ${at}`);
  expect(await add("One more")).toEqual(no({ reason: "notes-full", limit: 100 }));
});

test("its author and admins remove a note, others of staff don't", async () => {
  for (const text of ["One", "Two"]) await add(text);
  const remove = async (text: string, id: string, access: "staff" | "admin") =>
    removeUserNote(world.ports, mara, await idOf(text), { id, access });
  expect(await remove("One", AIKO, "staff")).toEqual(no({ reason: "note-of-another" }));
  expect(await remove("One", JONAS, "staff")).toEqual(ok(undefined));
  expect(await remove("Two", AIKO, "admin")).toEqual(ok(undefined));
  expect(await remove("Two", AIKO, "admin")).toEqual(no({ reason: "no-note" }));
  expect(await texts()).toEqual([]);
});
