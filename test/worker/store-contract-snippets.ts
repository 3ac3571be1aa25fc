// What every Store must do with snippets and the history of their changes. Part of store-contract.ts.

import { expect, test } from "vitest";
import type { NewSnippetChange, Store } from "../../worker/threads/ports.ts";
import { AIKO, GUILD, NOW, newSnippet, OTHER_GUILD, sampleFile } from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

const LIMIT = 5;
const change = (store: Store, wish: Partial<NewSnippetChange> = {}) => store.changeSnippet(newSnippet(wish), LIMIT);
const body = (text: string) => ({ text, attachments: [], filesId: "930000000000000001" });

export function snippetContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);
  const withSnippet = async () => {
    const store = await start();
    const made = newSnippet();
    expect(await change(store, made)).toBe("changed");
    return { store, made };
  };

  test("a snippet comes back as it was saved, to its own server only", async () => {
    const store = await start();
    const to = { text: 'Hi "{{user}}"', attachments: [sampleFile()], filesId: "930000000000000009" };
    const made = newSnippet({ to });
    await change(store, made);
    expect(await store.snippet(GUILD, "rules")).toEqual({ name: "rules", version: made.id, ...to });
    expect(await store.snippet(OTHER_GUILD, "rules")).toBeNull();
    expect(await change(store, { guildId: OTHER_GUILD })).toBe("changed");
  });

  test("a name is taken once, also by two at once", async () => {
    const store = await start();
    const tries = await Promise.all([1, 2, 3].map(() => change(store)));
    expect(tries.sort()).toEqual(["changed", "conflict", "conflict"]);
    expect(await store.snippetChanges(GUILD, "rules", 10)).toHaveLength(1);
  });

  test("a change is made on top of the version that its author saw, or not at all", async () => {
    const { store, made } = await withSnippet();
    const edit = newSnippet({ from: made.id, to: body("Two") });
    expect(await change(store, edit)).toBe("changed");
    expect(await change(store, { from: made.id, to: body("Three") })).toBe("conflict");
    expect(await change(store, { from: made.id, to: null })).toBe("conflict");
    expect(await store.snippet(GUILD, "rules")).toMatchObject({ text: "Two", version: edit.id });
    // The same one again.
    expect(await change(store, edit)).toBe("changed");
    expect(await store.snippetChanges(GUILD, "rules", 10)).toHaveLength(2);
    expect(await change(store, { name: "unknown", from: made.id })).toBe("conflict");
    expect(await change(store, { name: "unknown", from: made.id, to: null })).toBe("conflict");
  });

  test("who made, changed and removed it stays known, latest first, also when the name is used anew", async () => {
    const { store, made } = await withSnippet();
    const by = { id: AIKO, name: "Aiko" };
    const edited = newSnippet({ from: made.id, to: body("Two"), by, at: NOW + 1 });
    const removed = newSnippet({ from: edited.id, to: null, at: NOW + 2 });
    for (const one of [edited, removed]) expect(await change(store, one)).toBe("changed");
    expect(await store.snippet(GUILD, "rules")).toBeNull();
    const anew = newSnippet({ at: NOW + 3 });
    await change(store, anew);
    expect(await store.snippetChanges(GUILD, "rules", 10)).toEqual([
      { id: anew.id, from: null, to: anew.to, by: made.by, at: NOW + 3 },
      { id: removed.id, from: body("Two"), to: null, by: made.by, at: NOW + 2 },
      { id: edited.id, from: made.to, to: body("Two"), by, at: NOW + 1 },
      { id: made.id, from: null, to: made.to, by: made.by, at: NOW },
    ]);
    expect(await store.snippetChanges(GUILD, "rules", 1)).toMatchObject([{ id: anew.id }]);
    expect(await store.snippetChanges(OTHER_GUILD, "rules", 10)).toEqual([]);
  });

  test("snippets are found by a part of their names, the earlier it comes the better; % and _ are themselves", async () => {
    const store = await start();
    for (const name of ["work-hours", "hours", "rules", "a_b", "axb"]) await change(store, { name });
    const names = async (part: string, limit = 10, offset = 0) =>
      (await store.snippets(GUILD, part, limit, offset)).snippets.map(({ name }) => name);
    expect(await names("hours")).toEqual(["hours", "work-hours"]);
    expect(await names("_")).toEqual(["a_b"]);
    expect(await names("%")).toEqual([]);
    expect(await names("", 2, 1)).toEqual(["axb", "hours"]);
    expect((await store.snippets(GUILD, "", 2, 0)).total).toBe(5);
    expect(await store.snippets(OTHER_GUILD, "", 2, 0)).toEqual({ snippets: [], total: 0 });
  });

  test("a server has as many snippets as it may, and no more; changing one isn't a new one", async () => {
    const store = await start();
    const made = Array.from({ length: LIMIT }, (_, at) => newSnippet({ name: `snippet-${at}` }));
    await Promise.all(made.map((one) => change(store, one)));
    expect(await change(store)).toBe("full");
    expect(await store.snippetChanges(GUILD, "rules", 1)).toEqual([]);
    expect(await change(store, { name: "snippet-3" })).toBe("conflict");
    const from = made[0]?.id ?? "";
    expect(await change(store, { name: "snippet-0", from, to: null })).toBe("changed");
    expect(await change(store)).toBe("changed");
  });
}
