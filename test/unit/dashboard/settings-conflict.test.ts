// Two admins who change the settings at once, on the page or by command: nobody's change is overwritten unseen.

import { beforeEach, expect, test } from "vitest";
import { AIKO, GUILD, ROBIN } from "../ports/samples.ts";
import type { Browser } from "./browser.ts";
import { type Desk, openDesk } from "./desk.ts";
import { formOf, wordsOf } from "./form-of.ts";

const PAGE = `/dashboard/${GUILD}/settings`;
const FORM = `${PAGE}/configure`;

let desk: Desk;
let browser: Browser;
beforeEach(async () => {
  desk = openDesk();
  browser = await desk.signedIn("manager");
});

const saved = () => desk.world.store.settings(GUILD);
const open = async (one = browser) => formOf((await one.get(FORM)).html);
const send = (change: Record<string, string>, { csrf: _, ...form }: Record<string, string>, one = browser) =>
  one.post(FORM, { ...form, do: "save", ...change });

test("the second is told what the first changed, keeps their own on top, and saves with one more press", async () => {
  const aiko = await desk.signedIn("admin");
  const mine = await open();
  await send({ prefix: "?", replyCommand: "" }, await open(aiko), aiko);
  const told = await send({ prefix: "m!", mirrorTyping: "on" }, mine);
  expect(told.status).toBe(409);
  const words = wordsOf(told.html);
  expect(words).toContain("Somebody else changed the settings");
  expect(words).toContain("Prefix from ! → to ?");
  expect(words).toContain("Aiko in the dashboard");
  expect(await saved()).toMatchObject({ prefix: "?", mirrorTyping: false });

  const merged = formOf(told.html);
  expect(merged).toMatchObject({ prefix: "m!", mirrorTyping: "on" });
  expect(merged.replyCommand).toBeUndefined();
  expect((await send({}, merged)).location).toBe(`${PAGE}?done=saved`);
  expect(await saved()).toMatchObject({ prefix: "m!", mirrorTyping: true, replyCommand: false });
});

test("a change by command counts as well", async () => {
  const mine = await open();
  const before = await saved();
  if (before === null) throw new Error("nothing is saved");
  const by = { id: AIKO, name: "Aiko", via: "command" } as const;
  await desk.world.store.saveSettings(before, { ...before, adminRoleId: null }, by, desk.world.clock.now());
  const told = await send({ prefix: "?" }, mine);
  expect(told.status).toBe(409);
  expect(wordsOf(told.html)).toContain("Aiko by command");
});

test("whoever is faster within the same moment wins, and the other is told", async () => {
  const form = await open();
  let first = true;
  desk.world.intercept(async (name, run) => {
    if (name === "store.saveSettings" && first) {
      first = false;
      const before = await saved();
      if (before !== null) await desk.world.store.saveSettings(before, { ...before, usersMayClose: true }, desk.by, 1);
    }
    return run();
  });
  const told = await send({ prefix: "?" }, form);
  expect(told.status).toBe(409);
  expect(await saved()).toMatchObject({ usersMayClose: true, prefix: "!" });
});

test("a form from before the log's beginning is begun again", async () => {
  const form = await open();
  const by = { id: ROBIN, name: "Robin", via: "command" } as const;
  for (let change = 0; change < 110; change++) {
    const before = await saved();
    if (before)
      await desk.world.store.saveSettings(before, { ...before, mirrorTyping: !before.mirrorTyping }, by, change);
  }
  const told = await send({ prefix: "?" }, { ...form, version: "3" });
  expect(told.status).toBe(409);
  expect(wordsOf(told.html)).toContain("changed too often");
  expect(formOf(told.html)).toMatchObject({ prefix: "!" });
});
