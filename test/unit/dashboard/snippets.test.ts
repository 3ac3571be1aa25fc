// Snippets on the web: the same rules as /snippet, nobody overwritten unseen, every earlier text within reach.

import { beforeEach, describe, expect, test } from "vitest";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { GUILD, OTHER_GUILD, sampleFile } from "../ports/samples.ts";
import type { Browser } from "./browser.ts";
import { openDesk } from "./desk.ts";

const PAGE = `/dashboard/${GUILD}/snippets`;
let world: MemoryPorts;
let admin: Browser;
let staff: Browser;
let ids = 0;

beforeEach(async () => {
  const desk = openDesk();
  world = desk.world;
  desk.app.newThreadId = () => `id${"abcdefghijklmnopqrstuvwxyz"[++ids % 26]}`.padEnd(20, "x");
  admin = await desk.signedIn("admin");
  staff = await desk.signedIn("staff");
});

/** The hidden fields of the form on a page. */
async function form(browser: Browser, path: string): Promise<Record<string, string>> {
  const { html } = await browser.get(path);
  const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]));
}
const saved = (name = "rules") => world.store.snippet(GUILD, name);

test("staff see them by name, search in the names, and have no buttons that admins have", async () => {
  world.tables.snippets.push(
    { guildId: GUILD, name: "hours", text: "<b>9 to 5</b>", attachments: [], filesId: "2", version: "2" },
    { guildId: OTHER_GUILD, name: "theirs", text: "Elsewhere", attachments: [], filesId: "3", version: "3" },
  );
  const { html } = await staff.get(PAGE);
  expect([...html.matchAll(/<a class="name" href="[^"]+">([^<]+)/g)].map(([, name]) => name)).toEqual([
    "hours",
    "rules",
  ]);
  expect(html).toContain("&lt;b>9 to 5&lt;/b>");
  expect(html).not.toMatch(/Elsewhere|Add a snippet/);
  expect((await staff.get(`${PAGE}?name=ru`)).html).not.toContain(">hours<");
  expect((await staff.get(`${PAGE}?name=%25`)).html).toContain("No snippet has “%” in its name");
  expect((await admin.get(PAGE)).html).toContain("Add a snippet");
  const one = (await staff.get(`${PAGE}/rules`)).html;
  expect(one).toContain("Please read the rules.");
  expect(one).not.toMatch(/Remove…|Bring this text back/);
});

test("an admin makes one, once however often the form is sent; line breaks are as everybody writes them", async () => {
  const fields = { ...(await form(admin, `${PAGE}/new/form`)), name: " Hours ", text: "From nine\r\nto five." };
  const first = await admin.post(`${PAGE}/new/form`, fields);
  expect(first.location).toBe(`${PAGE}/hours?done=added`);
  await admin.post(`${PAGE}/new/form`, fields);
  expect(await saved("hours")).toMatchObject({ text: "From nine\nto five." });
  expect(await world.store.snippetChanges(GUILD, "hours", 9)).toMatchObject([{ by: { name: "Aiko" } }]);
  expect((await admin.get(first.location)).html).toContain("The snippet is saved.");
});

test.each([
  ["a name that there is", { name: "rules", text: "Two" }, "There is a snippet <code>rules</code> already"],
  ["a name that can't be", { name: "Our rules!", text: "Two" }, "1 to 32 characters"],
  ["nothing to send", { name: "empty", text: "  " }, "Nothing was saved"],
  ["a variable that there isn't", { name: "hi", text: "Hi {{name}}" }, "isn't a variable"],
  ["too much text", { name: "long", text: "x".repeat(2001) }, "2000"],
])("%s is refused, and what was written comes back", async (_, written, reason) => {
  const before = world.tables.snippets.length;
  const { status, html } = await admin.post(`${PAGE}/new/form`, {
    ...(await form(admin, `${PAGE}/new/form`)),
    ...written,
  });
  expect(status).toBe(422);
  expect(html).toContain(reason);
  expect(html).toContain(written.name);
  if (written.text.trim() !== "") expect(html).toContain(written.text.slice(0, 50));
  expect(world.tables.snippets).toHaveLength(before);
});

describe("changing", () => {
  test("takes the text, and leaves the files or takes them off", async () => {
    Object.assign(world.tables.snippets[0] ?? {}, { attachments: [sampleFile({ name: "map.png" })] });
    await admin.post(`${PAGE}/rules/edit`, { ...(await form(admin, `${PAGE}/rules/edit`)), text: "Two" });
    expect(await saved()).toMatchObject({ text: "Two", attachments: [{ name: "map.png" }] });
    const off = { ...(await form(admin, `${PAGE}/rules/edit`)), text: "Three", files: "off" };
    await admin.post(`${PAGE}/rules/edit`, off);
    expect(await saved()).toMatchObject({ text: "Three", attachments: [] });
  });

  test("doesn't overwrite what somebody else wrote since: their text is shown, the own one stays in the form", async () => {
    const mine = { ...(await form(admin, `${PAGE}/rules/edit`)), text: "Mine" };
    await admin.post(`${PAGE}/rules/edit`, { ...(await form(admin, `${PAGE}/rules/edit`)), text: "Theirs" });
    const { status, html } = await admin.post(`${PAGE}/rules/edit`, mine);
    expect(status).toBe(422);
    expect(html).toMatch(/Someone else changed snippet.*Theirs.*<textarea[^>]*>Mine/s);
    expect(await saved()).toMatchObject({ text: "Theirs" });
  });

  test("one that there isn't is as if the page weren't there", async () => {
    for (const path of [`${PAGE}/nope`, `${PAGE}/nope/edit`, `${PAGE}/nope/remove`, `${PAGE}/NO%20PE`]) {
      expect((await admin.get(path)).status).toBe(404);
    }
    expect((await admin.post(`${PAGE}/nope/edit`, { id: "a".repeat(20), text: "x" })).status).toBe(404);
  });
});

describe("removing", () => {
  test("asks first, keeps who did what, and the text can be brought back with its files", async () => {
    Object.assign(world.tables.snippets[0] ?? {}, { attachments: [sampleFile({ name: "map.png" })] });
    await admin.post(`${PAGE}/rules/edit`, { ...(await form(admin, `${PAGE}/rules/edit`)), text: "Two" });
    const { location } = await admin.post(`${PAGE}/rules/remove`, await form(admin, `${PAGE}/rules/remove`));
    expect(await saved()).toBeNull();
    const { html } = await admin.get(location);
    expect(html).toContain("The snippet is removed");
    expect(html).toMatch(/removed it.*changed it.*made it/s);
    const fields = await form(admin, `${PAGE}/rules`);
    const edited = world.tables.snippetChanges.find(({ to }) => to?.text === "Two");
    const restored = await admin.post(`${PAGE}/rules/restore`, { ...fields, change: edited?.id ?? "" });
    expect(restored.location).toBe(`${PAGE}/rules?done=restored`);
    expect(await saved()).toMatchObject({ text: "Two", attachments: [{ name: "map.png" }] });
  });

  test("a change that there isn't brings nothing back", async () => {
    const { status, html } = await admin.post(`${PAGE}/rules/restore`, { id: "a".repeat(20), change: "nope" });
    expect(status).toBe(422);
    expect(html).toContain("wasn't brought back");
    expect(world.tables.snippetChanges).toHaveLength(1);
  });
});
