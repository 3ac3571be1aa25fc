// Snippets: made, changed and removed by one who may, and sent as ordinary replies, files included.

import { beforeEach, describe, expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import { SNIPPETS_PER_SERVER } from "../../../worker/domain/snippet.ts";
import { addSnippet, editSnippet, removeSnippet, sendSnippet } from "../../../worker/threads/snippets.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, GUILD, JONAS, OTHER_GUILD, sampleFile } from "../ports/samples.ts";
import { nextId, oneServer, openThread, typed } from "./scenes.ts";

let world: MemoryPorts;
const by = { id: AIKO, name: "Aiko" };
const wish = (name = "rules") => ({ id: nextId(), guildId: GUILD, name, by });
const add = (text: string, files = [] as ReturnType<typeof sampleFile>[], name = "rules") =>
  addSnippet(world.ports, wish(name), { text, files });
const saved = () => world.store.snippet(GUILD, "rules");

/** A file that Discord still has. */
function fileOnCdn(name: string, size = 4) {
  const file = sampleFile({ name, size, url: `https://cdn.example/${name}` });
  world.files.cdn.set(file.url, new Uint8Array([1, 2, 3, 4]));
  return file;
}

describe("changing", () => {
  beforeEach(async () => {
    world = await oneServer();
  });

  test("who made and changed it, from what to what, is kept", async () => {
    await add("One");
    world.clock.pass(1000);
    expect(await editSnippet(world.ports, { ...wish(), by: { id: JONAS, name: "Jonas" } }, { text: "Two" })).toEqual(
      ok(undefined),
    );
    expect(await removeSnippet(world.ports, wish())).toEqual(ok(undefined));
    const changes = await world.store.snippetChanges(GUILD, "rules", 10);
    expect(changes.map(({ from, to, by: who }) => [from?.text, to?.text, who.name])).toEqual([
      ["Two", undefined, "Aiko"],
      ["One", "Two", "Jonas"],
      [undefined, "One", "Aiko"],
    ]);
    expect(await saved()).toBeNull();
  });

  test.each([
    ["a text with a variable that there isn't", () => add("Hello {{username}}"), "unknown-variable"],
    ["neither text nor file", () => add("  "), "nothing-to-send"],
    [
      "six files",
      () =>
        add(
          "",
          Array.from({ length: 6 }, (_, at) => fileOnCdn(`${at}.png`)),
        ),
      "files-too-large",
    ],
    ["a file above 10 MiB", () => add("", [fileOnCdn("a", 10 * 1_048_576 + 1)]), "files-too-large"],
    [
      "three files of 9 MiB",
      () =>
        add(
          "",
          ["a", "b", "c"].map((name) => fileOnCdn(name, 9 * 1_048_576)),
        ),
      "files-too-large",
    ],
    ["a change of one that there isn't", () => editSnippet(world.ports, wish("x"), { text: "Two" }), "no-snippet"],
    ["the removal of one that there isn't", () => removeSnippet(world.ports, wish("x")), "no-snippet"],
  ])("%s is refused, and nothing is kept", async (_, act, reason) => {
    expect(await act()).toMatchObject({ ok: false, error: { reason } });
    expect(world.tables.snippets).toEqual([]);
    expect(world.files.bucket.size).toBe(0);
  });

  test("a name is taken once in each server", async () => {
    await add("One");
    expect(await add("Two")).toEqual(no({ reason: "snippet-exists", name: "rules" }));
    const elsewhere = { ...wish(), guildId: OTHER_GUILD };
    expect(await addSnippet(world.ports, elsewhere, { text: "Two", files: [] })).toEqual(ok(undefined));
    expect(await saved()).toMatchObject({ text: "One" });
  });

  test("what someone changed since a form was opened isn't overwritten", async () => {
    await add("One");
    const version = (await saved())?.version ?? "";
    await editSnippet(world.ports, wish(), { text: "Two" });
    expect(await editSnippet(world.ports, wish(), { text: "Three", version })).toEqual(
      no({ reason: "snippet-changed", name: "rules" }),
    );
    expect(await saved()).toMatchObject({ text: "Two" });
  });

  test("a change of the text keeps the files, new files replace the present ones", async () => {
    await add("One", [fileOnCdn("a.png")]);
    await editSnippet(world.ports, wish(), { text: "Two" });
    expect(await saved()).toMatchObject({ text: "Two", attachments: [{ name: "a.png" }] });
    await editSnippet(world.ports, wish(), { text: "" });
    expect(await saved()).toMatchObject({ text: "", attachments: [{ name: "a.png" }] });
    await editSnippet(world.ports, wish(), { files: [fileOnCdn("b.png")] });
    expect(await saved()).toMatchObject({ text: "", attachments: [{ name: "b.png" }] });
  });

  test("a server has 500 snippets at most", async () => {
    for (let at = 0; at < SNIPPETS_PER_SERVER; at++) await add("One", [], `snippet-${at}`);
    expect(await add("One")).toEqual(no({ reason: "snippets-full", limit: 500 }));
  });
});

describe("sending", () => {
  beforeEach(async () => {
    world = await openThread();
  });

  async function send(words = "", change: { name?: string; access?: "staff" | "none"; anonymous?: boolean } = {}) {
    const { anonymous } = change;
    const message = { ...typed(world, "").message, ...(anonymous === undefined ? {} : { anonymous }) };
    const found = await world.store.threadByChannel(message.channelId, "");
    if (!found) throw new Error("the thread is gone");
    const chosen = { name: change.name ?? "rules", words };
    return sendSnippet(world.ports, found, change.access ?? "staff", chosen, message);
  }

  test("the user gets the text with everything filled in, once", async () => {
    await add("Hi {{user}}, {{staff}} of {{server}} here: {{1}}!");
    expect(await send("welcome aboard")).toMatchObject({ ok: true });
    expect(world.dm().at(-1)).toBe("Northwind: Hi Mara, Jonas of Northwind here: welcome aboard!");
    expect(world.tables.messages.filter(({ kind }) => kind === "reply")).toMatchObject([{ state: "delivered" }]);
  });

  test.each([
    ["asked for", "off", { anonymous: true }],
    ["the server's rule", "default", {}],
    ["forced", "forced", {}],
  ] as const)("an anonymous one, %s, names nobody", async (_, setting, asked) => {
    world.addServer({ anonymous: setting });
    await add("Regards, {{staff}}");
    await send("", asked);
    expect(world.dm().at(-1)).toBe("Northwind: Regards, Northwind");
    expect(world.tables.messages.at(-1)).toMatchObject({ anonymous: true, author: { id: JONAS } });
  });

  test("the writer's name where the server wants none is refused", async () => {
    world.addServer({ anonymous: "forced" });
    await add("Regards, {{staff}}");
    expect(await send("", { anonymous: false })).toEqual(no({ reason: "always-anonymous" }));
  });

  test("its files come from what is kept: Discord's links are dead by then", async () => {
    await add("", [fileOnCdn("map.png")]);
    world.files.cdn.clear();
    await send("See the map");
    await send();
    expect(world.dm().slice(-2)).toEqual(["Northwind: See the map +map.png", "Northwind:  +map.png"]);
    const [, { attachments = [] } = {}] = world.tables.messages;
    expect(attachments).toMatchObject([{ name: "map.png" }]);
  });

  test.each([
    ["a name that there isn't", "no-snippet", () => send("", { name: "nope" })],
    ["too few words", "words-missing", () => send()],
    ["one who isn't staff", "not-staff", () => send("now", { access: "none" })],
  ])("%s: nothing is sent", async (_, reason, act) => {
    await add("Come at {{1}}");
    const before = world.dm().length;
    expect(await act()).toMatchObject({ ok: false, error: { reason } });
    expect(world.dm()).toHaveLength(before);
    expect(world.tables.messages.filter(({ kind }) => kind === "reply")).toEqual([]);
  });
});
