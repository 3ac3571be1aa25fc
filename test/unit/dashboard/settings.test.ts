// The settings' pages: what they show, what a form changes, what is refused and where it says so. Two admins at once:
// settings-conflict.test.ts.

import { beforeEach, describe, expect, test } from "vitest";
import { CONTROLS, GROUPS } from "../../../worker/dashboard/settings/fields.ts";
import { CATEGORY, GUILD, LOGS, STAFF_ROLE } from "../ports/samples.ts";
import type { Browser } from "./browser.ts";
import { type Desk, openDesk } from "./desk.ts";
import { errorAt, formOf, wordsOf } from "./form-of.ts";

const PAGE = `/dashboard/${GUILD}/settings`;
const FORM = `${PAGE}/configure`;
const STRANGE = "999999999999999999";

let desk: Desk;
let browser: Browser;
beforeEach(async () => {
  desk = openDesk();
  browser = await desk.signedIn("manager");
});

const saved = () => desk.world.store.settings(GUILD);
const open = async (one = browser) => formOf((await one.get(FORM)).html);
const send = async (change: Record<string, string>, from?: Record<string, string>, one = browser) => {
  const { csrf: _, ...form } = from ?? (await open(one));
  return one.post(FORM, { ...form, do: "save", ...change });
};

test("an admin of a server where Modmail is off begins with its settings, staff with the first tab", async () => {
  const guild = `/dashboard/${GUILD}`;
  const first = (await browser.get(guild)).location;
  expect(first).not.toBe(PAGE);
  desk.world.tables.guilds.set(GUILD, { ...desk.world.addServer(), enabled: false });
  expect((await browser.get(guild)).location).toBe(PAGE);
  expect((await (await desk.signedIn("staff")).get(guild)).location).toBe(first);
});

test("every setting is in one group, the owner's six first and in their order", () => {
  expect(GROUPS.flatMap(({ fields }) => fields).toSorted()).toEqual(Object.keys(CONTROLS).toSorted());
  expect(GROUPS[0]?.fields).toEqual([
    "enabled",
    "staffRoleId",
    "adminRoleId",
    "categoryId",
    "logsChannelId",
    "replyCommand",
  ]);
});

test("the page shows the settings by name, that they work, and the way to the form", async () => {
  const { html, status } = await browser.get(PAGE);
  expect(status).toBe(200);
  const words = wordsOf(html);
  for (const text of [
    "Modmail is on",
    "Staff role @Support",
    "Parent category modmail-threads",
    "Logs channel #logs",
  ]) {
    expect(words).toContain(text);
  }
  expect(html).toContain(`href="${FORM}"`);
  expect(words).not.toMatch(/\d{17}/);
});

test("the page says what keeps Modmail from working, in the words of /modmail status", async () => {
  await desk.world.store.saveSettings(await saved(), { ...desk.world.addServer(), staffRoleId: STRANGE }, desk.by, 0);
  const words = wordsOf((await browser.get(PAGE)).html);
  expect(words).toContain("Modmail is on, but it can't work");
  expect(words).toContain("The Staff role isn't a role of this server (any more). Choose another.");
});

describe("the form", () => {
  test("offers the server's roles, categories and channels, and says which of them wouldn't work", async () => {
    const words = wordsOf((await browser.get(FORM)).html);
    for (const text of ["@Support", "@Admin", "modmail-threads", "#logs", "locked (Modmail lacks permissions there)"]) {
      expect(words).toContain(text);
    }
    expect(words).not.toContain("@everyone");
  });

  test("holds what is saved; sent as it came, it saves nothing", async () => {
    expect(await open()).toMatchObject({ enabled: "on", staffRoleId: STAFF_ROLE, categoryId: CATEGORY, prefix: "!" });
    const before = await saved();
    const seen = await send({});
    expect(seen.location).toBe(`${PAGE}?done=unchanged`);
    expect(await saved()).toEqual(before);
    expect(desk.world.tables.settingsChanges).toEqual([]);
  });

  test("saves what was changed, says so, and logs who it was", async () => {
    const seen = await send({
      replyCommand: "",
      greeting: "Hello,\r\nfriend <3",
      logsChannelId: "",
      retentionDays: "30",
    });
    expect({ status: seen.status, location: seen.location }).toEqual({ status: 303, location: `${PAGE}?done=saved` });
    expect(await saved()).toMatchObject({
      replyCommand: false,
      greeting: "Hello,\nfriend <3",
      logsChannelId: null,
      retentionDays: 30,
    });
    const { html } = await browser.get(seen.location);
    const words = wordsOf(html);
    expect(words).toContain("Saved.");
    expect(words).toContain("Reply command from On → to Off Robin in the dashboard");
    expect(html).toContain("friend &lt;3");
    expect((await open()).greeting).toBe("Hello,\nfriend <3");
  });

  test("a switch that isn't sent is off, as browsers say it", async () => {
    const { enabled: _, ...form } = await open();
    await send({}, form);
    expect(await saved()).toMatchObject({ enabled: false });
  });

  test("lets what waited for the server go on", async () => {
    await send({ replyCommand: "" });
    expect(desk.waited.length).toBeGreaterThan(0);
    await Promise.all(desk.waited);
    expect(desk.world.warnings).toEqual([]);
  });

  test.each<[string, Record<string, string>, string, RegExp]>([
    ["a prefix that means something else", { prefix: "/" }, "prefix", /prefix/i],
    ["a greeting that is too long", { greeting: "x".repeat(1001) }, "greeting", /1000/],
    ["days that are none", { retentionDays: "-3" }, "retentionDays", /whole number/],
    ["days that aren't a number", { retentionDays: "soon" }, "retentionDays", /whole number/],
    ["a choice that isn't one", { anonymous: "maybe" }, "anonymous", /list/],
    ["an id that isn't one", { staffRoleId: "'; DROP TABLE guilds" }, "staffRoleId", /list/],
    ["a role that isn't there", { staffRoleId: STRANGE }, "staffRoleId", /isn't a role of this server/],
    ["@everyone as staff", { staffRoleId: GUILD }, "staffRoleId", /everybody could read/],
    ["a channel as category", { categoryId: LOGS }, "categoryId", /isn't a category/],
    ["no category while on", { categoryId: "" }, "categoryId", /parent category/],
  ])("refuses %s at its field, and saves nothing else of it", async (_, change, field, why) => {
    const before = await saved();
    const seen = await send({ ...change, replyCommand: "" });
    expect(seen.status).toBe(422);
    expect(errorAt(seen.html, field)).toMatch(why);
    expect(seen.html).toContain(`href="#${field}"`);
    expect(await saved()).toEqual(before);
    // What they had chosen besides is still there.
    expect(formOf(seen.html).replyCommand).toBeUndefined();
  });

  test("says all that is wrong at once, and keeps what was typed", async () => {
    const { html } = await send({ prefix: "/x", retentionDays: "soon", categoryId: "", greeting: "Hello" });
    for (const field of ["prefix", "retentionDays", "categoryId"]) expect(errorAt(html, field), field).not.toBeNull();
    expect(formOf(html)).toMatchObject({ prefix: "/x", retentionDays: "soon", categoryId: "", greeting: "Hello" });
  });

  test("offers to make what is missing only where something is", async () => {
    expect((await browser.get(FORM)).html).not.toContain('value="create"');
    desk.world.tables.guilds.set(GUILD, { ...desk.world.addServer(), logsChannelId: null });
    expect((await browser.get(FORM)).html).toContain('value="create"');
  });

  test("what is wrong already shows before anything is sent, but not what was never chosen", async () => {
    const settings = { ...desk.world.addServer(), enabled: false, categoryId: null, logsChannelId: STRANGE };
    desk.world.tables.guilds.set(GUILD, settings);
    const { html } = await browser.get(FORM);
    expect(errorAt(html, "logsChannelId")).toMatch(/isn't in this server/);
    expect(errorAt(html, "categoryId")).toBeNull();
    expect(html).toContain("Deleted channel");
  });

  test("shows hostile text as text", async () => {
    const hostile = `</textarea><script>alert(1)</script>" onfocus="x`;
    await send({ greeting: hostile });
    for (const path of [PAGE, FORM]) {
      const { html } = await browser.get(path);
      expect(html).not.toMatch(/<script>|"\sonfocus/);
    }
    expect((await open()).greeting).toBe(hostile);
  });
});

describe("Create what's missing", () => {
  test("saves the choices first, makes and chooses the rest, and keeps the switch", async () => {
    const { categoryId: _, logsChannelId: __, ...bare } = desk.world.addServer();
    desk.world.tables.guilds.set(GUILD, {
      ...bare,
      enabled: false,
      staffRoleId: null,
      categoryId: null,
      logsChannelId: null,
    });
    const seen = await send({ do: "create", enabled: "on", staffRoleId: STAFF_ROLE });
    expect(seen.location).toBe(`${FORM}?done=made&enable=on`);
    expect(await saved()).toMatchObject({ staffRoleId: STAFF_ROLE, categoryId: CATEGORY, enabled: false });
    const again = await browser.get(seen.location);
    expect(formOf(again.html)).toMatchObject({ enabled: "on", categoryId: CATEGORY });
    expect((await send({}, formOf(again.html))).location).toBe(`${PAGE}?done=saved`);
    expect(await saved()).toMatchObject({ enabled: true });
  });

  test("says what has to be mended first", async () => {
    desk.world.tables.guilds.set(GUILD, { ...desk.world.addServer(), enabled: false, staffRoleId: null });
    const seen = await send({ do: "create" });
    expect(seen.status).toBe(422);
    expect(wordsOf(seen.html)).toContain("Nothing was made");
    expect(errorAt(seen.html, "staffRoleId")).toMatch(/staff role/);
  });

  test("says what Discord refused on the way", async () => {
    desk.world.tables.guilds.set(GUILD, { ...desk.world.addServer(), enabled: false, categoryId: STRANGE });
    desk.world.discord.facts?.channels.splice(0);
    desk.world.discord.refusals.set("createChannel", { reason: "guild-full" });
    const seen = await send({ do: "create", categoryId: "", logsChannelId: "" });
    expect(seen.status).toBe(422);
    expect(wordsOf(seen.html)).toMatch(/Nothing was made .*channels/);
  });
});

test("the bot leaving in between is said as that", async () => {
  const form = await open();
  desk.world.discord.facts = null;
  expect((await browser.get(PAGE)).status).toBe(404);
  expect((await send({ prefix: "?" }, form)).status).toBe(404);
  desk.world.discord.away.add(GUILD);
  desk.world.clock.pass(60_000);
  const seen = await browser.get(PAGE);
  expect({ status: seen.status, says: wordsOf(seen.html) }).toMatchObject({
    status: 404,
    says: expect.stringContaining("Modmail isn't in Northwind yet"),
  });
});

test("the page costs three round trips to D1 at most, the form too", async () => {
  const trips: string[] = [];
  desk.world.intercept((name, run) => {
    if (name.startsWith("store.")) trips.push(name);
    return run();
  });
  for (const path of [PAGE, FORM]) {
    desk.world.clock.pass(60_000);
    trips.length = 0;
    await browser.get(path);
    expect(trips).toEqual(["store.visit", "store.rememberStandings", "store.setup"]);
  }
});
