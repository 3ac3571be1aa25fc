// Notes on users on the web: found by name and id, added once, removed by who may, each server's own.

import { beforeEach, expect, test } from "vitest";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, GUILD, IVO, JONAS, MARA, newThread, OTHER_GUILD, sampleProfile } from "../ports/samples.ts";
import type { Browser } from "./browser.ts";
import { openDesk } from "./desk.ts";

const PAGE = `/dashboard/${GUILD}/notes`;
let world: MemoryPorts;
let staff: Browser;
let admin: Browser;

beforeEach(async () => {
  const desk = openDesk();
  world = desk.world;
  staff = await desk.signedIn("staff");
  admin = await desk.signedIn("admin");
  await world.store.createThread(newThread({ profile: sampleProfile({ displayName: "Mara <3" }) }));
  const note = (id: string, by: string, text: string) => ({
    id,
    author: { id: by, name: `by ${by}` },
    text,
    at: Number(id),
  });
  await world.store.addUserNote(GUILD, MARA, note("1", JONAS, "Lost her rank"), 9);
  await world.store.addUserNote(GUILD, MARA, note("2", AIKO, "Got it back"), 9);
  await world.store.addUserNote(OTHER_GUILD, IVO, note("3", IVO, "Elsewhere"), 9);
});

const notes = async () => (await world.store.userNotes(GUILD, MARA, 9, 0)).notes.map(({ text }) => text);

test("who is noted about is listed with the latest, and found by the beginning of a name; an id leads to the user", async () => {
  const { html } = await staff.get(PAGE);
  expect(html).toContain("Mara &lt;3");
  expect(html).toContain("2 notes");
  expect(html).toContain("Got it back");
  expect(html).not.toMatch(/Elsewhere|Lost her rank/);
  expect((await staff.get(`${PAGE}?user=mar`)).html).toContain("Mara &lt;3");
  expect((await staff.get(`${PAGE}?user=ivo`)).html).toContain("Nobody with notes has a name that begins with “ivo”");
  expect((await staff.get(`${PAGE}?user=${IVO}`)).location).toBe(`${PAGE}/${IVO}`);
  const elsewhere = await staff.get(`${PAGE}/${IVO}`);
  expect(elsewhere.html).toContain("There are no notes on this user yet.");
  expect((await staff.get(`${PAGE}/mara`)).status).toBe(404);
});

test("a note is added once, however often the form is sent, in the name of who is signed in", async () => {
  const fields = { id: "a".repeat(20), text: "Friendly.\r\nVery." };
  const added = await staff.post(`${PAGE}/${MARA}`, fields);
  await staff.post(`${PAGE}/${MARA}`, fields);
  expect(await notes()).toEqual(["Friendly.\nVery.", "Got it back", "Lost her rank"]);
  expect((await staff.get(added.location)).html).toContain("<bdi>Jonas</bdi>");
});

test.each([
  ["nothing", "  "],
  ["too much", "x".repeat(1001)],
])("%s isn't noted, and what was written comes back", async (_, text) => {
  const { status, html } = await staff.post(`${PAGE}/${MARA}`, { id: "a".repeat(20), text });
  expect(status).toBe(422);
  expect(html).toContain("Nothing was noted");
  expect(html).toContain(text);
  expect(await notes()).toHaveLength(2);
});

test("staff remove their own notes, admins anybody's; buttons are where they work", async () => {
  const { html } = await staff.get(`${PAGE}/${MARA}`);
  expect(html.match(/name="note" value="(\w+)"/g)).toEqual(['name="note" value="1"']);
  expect((await staff.post(`${PAGE}/${MARA}/remove`, { note: "2" })).status).toBe(422);
  expect(await notes()).toHaveLength(2);
  expect((await staff.post(`${PAGE}/${MARA}/remove`, { note: "1" })).location).toBe(`${PAGE}/${MARA}?done=removed`);
  expect(await notes()).toEqual(["Got it back"]);
  await world.store.addUserNote(GUILD, MARA, { id: "4", author: { id: JONAS, name: "Jonas" }, text: "!", at: 4 }, 9);
  await admin.post(`${PAGE}/${MARA}/remove`, { note: "4" });
  expect(await notes()).toEqual(["Got it back"]);
});

test("another server's note can't be removed from here", async () => {
  await admin.post(`${PAGE}/${IVO}/remove`, { note: "3" });
  expect((await world.store.userNotes(OTHER_GUILD, IVO, 9, 0)).total).toBe(1);
});
