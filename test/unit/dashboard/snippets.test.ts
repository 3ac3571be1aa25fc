// Snippets on the web: the same rules as /snippet, nobody overwritten unseen, every earlier text within reach.

import { beforeEach, describe, expect, test } from "vitest";
import { attachmentKey } from "../../../worker/transcripts/keys.ts";
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

describe("files", () => {
  const PIXEL = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
  const file = (name: string, bytes: Uint8Array<ArrayBuffer> = PIXEL, type = "text/html") =>
    new File([bytes], name, { type });
  const add = async (files: readonly File[], fields = {}) =>
    admin.upload(`${PAGE}/new/form`, { ...(await form(admin, `${PAGE}/new/form`)), name: "map", ...fields }, files);
  const names = async (name = "map") => (await saved(name))?.attachments.map((one) => one.name);
  const inBucket = () => [...world.files.bucket.keys()].length;

  test("come with a form and are kept as what their bytes are", async () => {
    const sent = await add([file("the map.png"), file("rules.html", new TextEncoder().encode("<script>"))]);
    expect(sent.location).toBe(`${PAGE}/map?done=added`);
    const snippet = await saved("map");
    expect(snippet?.attachments).toEqual([
      { id: "1", name: "the map.png", size: 9, contentType: "image/png", url: "", description: null, spoiler: false },
      { id: "2", name: "rules.html", size: 8, contentType: null, url: "", description: null, spoiler: false },
    ]);
    const [kept] = snippet?.attachments ?? [];
    expect(kept && world.files.bucket.get(attachmentKey(snippet?.filesId ?? "", kept))).toEqual(PIXEL);
  });

  test("that weren't chosen change nothing; those that were replace what was there; the box takes them off", async () => {
    await add([file("one.png"), file("two.png")]);
    const edit = async (fields: Record<string, string>, files: readonly File[]) =>
      admin.upload(`${PAGE}/map/edit`, { ...(await form(admin, `${PAGE}/map/edit`)), ...fields }, files);
    // What browsers send for a field in which nothing was chosen.
    await edit({ text: "New text" }, [new File([], "")]);
    expect([await names(), (await saved("map"))?.text]).toEqual([["one.png", "two.png"], "New text"]);
    await edit({ text: "New text", files: "off" }, [file("three.png")]);
    expect(await names()).toEqual(["three.png"]);
    await edit({ text: "New text", files: "off" }, []);
    expect(await names()).toEqual([]);
  });

  test("are kept once, however often their form is sent", async () => {
    const fields = { ...(await form(admin, `${PAGE}/new/form`)), name: "map" };
    for (const bytes of [PIXEL, Uint8Array.of(1)])
      await admin.upload(`${PAGE}/new/form`, fields, [file("a.png", bytes)]);
    const snippet = await saved("map");
    const [kept] = snippet?.attachments ?? [];
    expect(kept && world.files.bucket.get(attachmentKey(snippet?.filesId ?? "", kept))).toEqual(PIXEL);
    expect(inBucket()).toBe(1);
  });

  test("stay with their snippet when somebody goes back and sends its form for another name", async () => {
    const fields = await form(admin, `${PAGE}/new/form`);
    for (const name of ["map", "chart", "rules"]) {
      await admin.upload(`${PAGE}/new/form`, { ...fields, name }, [file("a.png", Uint8Array.of(name.length))]);
    }
    for (const name of ["map", "chart"]) {
      const snippet = await saved(name);
      const [kept] = snippet?.attachments ?? [];
      const bytes = kept && world.files.bucket.get(attachmentKey(snippet?.filesId ?? "", kept));
      expect(bytes, name).toEqual(Uint8Array.of(name.length));
    }
  });

  test.each<[string, () => File[], Record<string, string>, number]>([
    ["more than a snippet has", () => Array.from({ length: 6 }, (_, n) => file(`${n}.png`)), {}, 422],
    ["more bytes than a form brings", () => [file("a.png", new Uint8Array(10_600_000))], {}, 413],
    ["those of a snippet whose name is taken", () => [file("a.png")], { name: "rules" }, 422],
    ["those of a text that can't be", () => [file("a.png")], { text: "{{name}}" }, 422],
  ])("%s aren't kept", async (_, files, fields, status) => {
    expect((await add(files(), fields)).status).toBe(status);
    expect(inBucket()).toBe(0);
    expect(await saved("map")).toBeNull();
  });

  test("have names that are only names", async () => {
    await add([file("../../etc/pass\u0000wd\n.png"), file("\ud800"), file("x".repeat(300))]);
    expect(await names()).toEqual([".._.._etc_pass_wd_.png", "\ufffd", "x".repeat(255)]);
  });

  test.each([
    ["a form that takes none", "remove"],
    ["somebody who may not", "edit"],
  ])("aren't read from %s", async (_, what) => {
    const browser = what === "edit" ? staff : admin;
    await browser.get(PAGE);
    const { status } = await browser.upload(`${PAGE}/rules/${what}`, { id: "a".repeat(20), text: "x" }, [
      file("a.png"),
    ]);
    expect([413, 403, 404]).toContain(status);
    expect(inBucket()).toBe(0);
  });

  test("in a body that is no form after all are refused", async () => {
    await admin.get(`${PAGE}/new/form`);
    const headers = { origin: admin.origin, "content-type": "multipart/form-data; boundary=x" };
    expect((await admin.send("POST", `${PAGE}/new/form`, "--y\r\nnonsense", headers)).status).toBe(413);
  });
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
    world.clock.pass(1000);
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
