// What the door does for every page: headers, forms that aren't ours, sessions that ended, addresses of other servers.

import { describe, expect, test } from "vitest";
import { pages } from "../../../worker/dashboard/pages.ts";
import { GUILD, OTHER_GUILD } from "../ports/samples.ts";
import { ORIGIN, openDesk } from "./desk.ts";

const HEADERS: Record<string, RegExp> = {
  "content-security-policy":
    /^default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' https:\/\/cdn\.discordapp\.com; media-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^same-origin$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "strict-transport-security": /^max-age=/,
  "cache-control": /^no-store$/,
  "x-robots-tag": /^noindex$/,
};

const paths = [...pages.map(({ path }) => path.replace(":guild", GUILD)), "/dashboard/nothing", "/dashboard/1/2/3"];

test.each(paths)("%s has every security header, whoever asks and however", async (path) => {
  const desk = openDesk();
  for (const browser of [desk.browser(), await desk.signedIn("manager")]) {
    for (const seen of [await browser.get(path), await browser.post(path), await browser.send("PUT", path)]) {
      for (const [name, value] of Object.entries(HEADERS)) expect(seen.headers.get(name), name).toMatch(value);
    }
  }
});

test("pages hold no script and no style of their own, and load nothing from elsewhere", async () => {
  const { html } = await (await openDesk().signedIn("manager")).get("/dashboard/workspaces");
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc="\/dashboard\/static\/)[^>]*>| on\w+=|javascript:/);
});

test("names of people, servers and roles are text, whatever they hold", async () => {
  const desk = openDesk();
  const hostile = `"><script>alert(1)</script>'</title>`;
  desk.people.manager.name = hostile;
  const settings = await desk.world.store.settings(GUILD);
  if (settings !== null) desk.world.tables.guilds.set(GUILD, { ...settings, guildName: hostile });
  for (const one of desk.world.discord.facts?.guild.roles ?? []) one.name = hostile;
  for (const one of desk.world.discord.facts?.channels ?? []) one.name = hostile;
  const browser = await desk.signedIn("manager");
  for (const path of [
    "/dashboard/workspaces",
    `/dashboard/${GUILD}/settings`,
    `/dashboard/${GUILD}/settings/configure`,
  ]) {
    const { html, status } = await browser.get(path);
    expect(status).toBe(200);
    expect(html).toContain("&lt;script>alert(1)");
    expect(html).not.toMatch(/<script>|<\/title>[^<]*<\/title>/);
  }
});

test("style, script and icon are served to anybody, to be kept", async () => {
  const browser = openDesk().browser();
  const { html } = await browser.get("/dashboard");
  const files = [...html.matchAll(/(?:href|src)="(\/dashboard\/static\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(new Set(files).size).toBe(3);
  for (const file of files) {
    const seen = await browser.get(file);
    expect(seen.status).toBe(200);
    expect(seen.headers.get("cache-control")).toMatch(/^public, max-age=/);
    expect(seen.headers.get("x-content-type-options")).toBe("nosniff");
  }
  expect((await browser.get("/dashboard/static/other.css")).status).toBe(404);
});

describe("a form that isn't the page's own changes nothing", () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["from another site", {}, { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["from another site of the same domain", {}, { origin: ORIGIN, "sec-fetch-site": "same-site" }],
    ["from a page that hides where it is", {}, { origin: "null" }],
    ["without a token", { csrf: "" }, {}],
    ["with somebody else's token", { csrf: "0".repeat(64) }, {}],
  ])("%s", async (_, fields, headers) => {
    const browser = await openDesk().signedIn("staff");
    const seen = await browser.post("/dashboard/sign-out-everywhere", fields, headers);
    expect(seen.status).toBe(403);
    expect((await browser.get("/dashboard/workspaces")).status).toBe(200);
  });

  test("with no origin at all", async () => {
    const browser = await openDesk().signedIn("staff");
    const form = new URLSearchParams({ csrf: browser.csrf });
    expect((await browser.send("POST", "/dashboard/sign-out", form)).status).toBe(403);
  });

  test("of another kind, or larger than any form", async () => {
    const browser = await openDesk().signedIn("staff");
    const json = { "content-type": "application/json", origin: ORIGIN };
    expect((await browser.send("POST", "/dashboard/sign-out", "{}", json)).status).toBe(413);
    expect((await browser.post("/dashboard/sign-out", { more: "x".repeat(1_100_000) })).status).toBe(413);
  });
});

describe("other servers", () => {
  test.each([OTHER_GUILD, "810000000000000099", "1", "../workspaces", "%00"])("%s isn't there", async (guildId) => {
    const browser = await openDesk().signedIn("manager");
    const seen = await browser.get(`/dashboard/${guildId}/x`.replace(/\/x$/, ""));
    expect(seen.html).not.toContain("Southwind");
    if (!guildId.includes("workspaces")) expect(seen.status).toBe(404);
  });

  test("Discord isn't asked about servers that are neither theirs nor ours", async () => {
    const desk = openDesk();
    const browser = await desk.signedIn("user");
    const calls: string[] = [];
    desk.world.intercept((name, run) => {
      calls.push(name);
      return run();
    });
    await browser.get("/dashboard/810000000000000099");
    expect(calls).toEqual(["store.visit"]);
  });
});

describe("whoever lost their role", () => {
  test("sees pages for at most half a minute more, and changes nothing at all", async () => {
    const desk = openDesk();
    const browser = await desk.signedIn("manager");
    const guild = `/dashboard/${GUILD}`;
    expect((await browser.get(guild)).status).toBeLessThan(400);
    desk.world.discord.managers.clear();
    expect((await browser.get(guild)).status).toBeLessThan(400);
    desk.world.clock.pass(30_000);
    expect((await browser.get(guild)).status).toBe(404);
  });
});

test("a slash at the end of an address is no other page", async () => {
  const browser = await openDesk().signedIn("staff");
  expect((await browser.get("/dashboard/workspaces/")).status).toBe(200);
  expect((await browser.get("/dashboard/workspaces//")).status).toBe(404);
});

test("a page that is asked for in a wrong way says so", async () => {
  const browser = await openDesk().signedIn("staff");
  expect((await browser.get("/dashboard/sign-out")).status).toBe(405);
  expect((await browser.post("/dashboard")).status).toBe(405);
  expect((await browser.send("DELETE", "/dashboard/workspaces")).status).toBe(405);
});

test("Discord being away is said as that, with the time to wait", async () => {
  const desk = openDesk();
  const browser = await desk.signedIn("staff");
  desk.world.clock.pass(60_000);
  const { Later } = await import("../../../worker/domain/refusal.ts");
  desk.world.intercept((name, run) => {
    if (name === "discord.standing") throw new Later(3, "Discord failed");
    return run();
  });
  const seen = await browser.get(`/dashboard/${GUILD}`);
  expect(seen.status).toBe(503);
  expect(seen.headers.get("retry-after")).toBe("3");
  expect(seen.html).toContain("Discord is busy");
});
