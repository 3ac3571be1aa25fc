// Signing in and out: bound to the browser, once, to nowhere but the dashboard, for seven days.

import { describe, expect, test } from "vitest";
import { localPath, matchPath } from "../../../worker/dashboard/paths.ts";
import { JONAS } from "../ports/samples.ts";
import { openDesk } from "./desk.ts";

const DAY = 86_400_000;

async function atDiscord(desk = openDesk(), next = "") {
  const browser = desk.browser();
  const left = await browser.get(`/dashboard/sign-in${next}`);
  const state = new URL(left.location).searchParams.get("state") ?? "";
  desk.identities.set("good", { id: JONAS, name: "Jonas", avatarUrl: null, guilds: [] });
  return { desk, browser, left, state };
}

test("who comes back with the code they left for is signed in", async () => {
  const { browser, left, state } = await atDiscord();
  expect(left.status).toBe(303);
  const back = await browser.get(`/dashboard/callback?code=good&state=${state}`);
  expect({ status: back.status, location: back.location }).toEqual({ status: 303, location: "/dashboard/workspaces" });
  expect((await browser.get("/dashboard/workspaces")).html).toContain("Jonas");
  const cookie = back.headers.getSetCookie().find((line) => line.startsWith("__Host-modmail="));
  expect(cookie).toMatch(/^__Host-modmail=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/);
});

test("over http, on one's own computer, the cookies are plain ones", async () => {
  const desk = openDesk();
  desk.app.config.publicUrl = "http://localhost:8787";
  const { left } = await atDiscord(desk);
  expect(left.location).toBe("http://localhost:8787/dashboard/sign-in");
});

describe("nobody is signed in", () => {
  const without = async (
    query: string,
    notice: string,
    prepare = async (_: Awaited<ReturnType<typeof atDiscord>>) => {},
  ) => {
    const attempt = await atDiscord();
    await prepare(attempt);
    const { browser, state } = attempt;
    const seen = await browser.get(`/dashboard/callback?${query.replace("STATE", state)}`);
    expect(seen.location).toBe(`/dashboard?notice=${notice}`);
    expect([...browser.cookies]).toEqual([]);
    expect((await browser.get("/dashboard/workspaces")).status).toBe(303);
    expect((await browser.get(seen.location)).html).toContain('class="notice bad"');
  };

  test("with another state", () => without("code=good&state=other", "out-of-date"));
  test("without a state", () => without("code=good", "out-of-date"));
  test("in a browser that never left", () =>
    without("code=good&state=STATE", "out-of-date", async ({ browser }) => browser.cookies.clear()));
  test("when they cancel at Discord", () => without("error=access_denied&state=STATE", "cancelled"));
  test("when Discord says something else", () => without("error=server_error&state=STATE", "refused"));
  test("with a code that Discord refuses", () => without("code=bad&state=STATE", "refused"));
  test("with a cookie that isn't one of ours", () =>
    without("code=good&state=STATE", "out-of-date", async ({ browser }) => {
      browser.cookies.set("__Host-modmail-sign-in", "%%%.x");
    }));
});

test("a way back works once", async () => {
  const { browser, state } = await atDiscord();
  await browser.get(`/dashboard/callback?code=good&state=${state}`);
  const again = await browser.get(`/dashboard/callback?code=good&state=${state}`);
  expect(again.location).toBe("/dashboard?notice=out-of-date");
});

test("each session has a new id, and only its hash is kept", async () => {
  const desk = openDesk();
  const first = await desk.signedIn("staff");
  const second = await desk.signedIn("staff");
  const ids = [first, second].map((browser) => browser.cookies.get("__Host-modmail") ?? "");
  expect(new Set(ids).size).toBe(2);
  expect(JSON.stringify([...desk.world.tables.sessions])).not.toMatch(new RegExp(ids.join("|")));
});

test("signing in again ends the session that this browser had", async () => {
  const { desk, browser, state } = await atDiscord();
  await browser.get(`/dashboard/callback?code=good&state=${state}`);
  const before = browser.cookies.get("__Host-modmail") ?? "";
  const left = await browser.get("/dashboard/sign-in");
  await browser.get(`/dashboard/callback?code=good&state=${new URL(left.location).searchParams.get("state")}`);
  expect(browser.cookies.get("__Host-modmail")).not.toBe(before);
  expect(desk.world.tables.sessions.size).toBe(1);
});

test("a session ends after seven days", async () => {
  const desk = openDesk();
  const browser = await desk.signedIn("staff");
  desk.world.clock.pass(7 * DAY - 1000);
  expect((await browser.get("/dashboard/workspaces")).status).toBe(200);
  desk.world.clock.pass(1000);
  expect((await browser.get("/dashboard/workspaces")).location).toBe("/dashboard?next=%2Fdashboard%2Fworkspaces");
});

test("signing out ends this session, signing out everywhere all of the person's", async () => {
  const desk = openDesk();
  const [one, two, three] = [await desk.signedIn("staff"), await desk.signedIn("staff"), await desk.signedIn("staff")];
  const other = await desk.signedIn("manager");
  const isIn = async (browser: typeof one) => (await browser.get("/dashboard/workspaces")).status === 200;
  const stolen = one.cookies.get("__Host-modmail") ?? "";
  expect((await one.post("/dashboard/sign-out")).location).toBe("/dashboard?notice=signed-out");
  one.cookies.set("__Host-modmail", stolen);
  expect([await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, true, true]);
  expect((await two.post("/dashboard/sign-out-everywhere")).location).toBe("/dashboard?notice=everywhere");
  expect([await isIn(two), await isIn(three), await isIn(other)]).toEqual([false, false, true]);
});

describe("after signing in, one goes on to where one wanted, but never elsewhere", () => {
  test.each([
    ["/dashboard/810000000000000001", "/dashboard/810000000000000001"],
    [
      "/dashboard/810000000000000001/threads?state=open&page=2",
      "/dashboard/810000000000000001/threads?state=open&page=2",
    ],
    ["https://evil.example/", null],
    ["//evil.example/dashboard", null],
    ["/\\evil.example", null],
    ["/dashboard/../interactions", null],
    ["/dashboard//evil.example", null],
    ["/dashboardevil", null],
    ["/dashboard@evil.example", null],
    ["/dashboard\n//evil.example", null],
    ["javascript:alert(1)", null],
    [`/dashboard/${"x".repeat(400)}`, null],
    ["", null],
  ])("%s", async (next, expected) => {
    expect(localPath(next)).toBe(expected);
    const { browser, state } = await atDiscord(openDesk(), `?next=${encodeURIComponent(next)}`);
    const back = await browser.get(`/dashboard/callback?code=good&state=${state}`);
    expect(back.location).toBe(expected ?? "/dashboard/workspaces");
  });
});

test("too many tries from one address are turned away, others' aren't", async () => {
  const desk = openDesk();
  const attempt = async (address: string) => {
    const { browser, state } = await atDiscord(desk);
    return browser.get(`/dashboard/callback?code=bad&state=${state}`, { "cf-connecting-ip": address });
  };
  for (let tries = 0; tries < 30; tries++) expect((await attempt("2001:db8:1:2::1")).status).toBe(303);
  // The same customer's next address.
  expect((await attempt("2001:db8:1:2:ffff::9")).status).toBe(429);
  expect((await attempt("203.0.113.7")).status).toBe(303);
  desk.world.clock.pass(600_000);
  expect((await attempt("2001:db8:1:2::1")).status).toBe(303);
  expect(JSON.stringify([...desk.world.tables.signIns])).not.toMatch(/2001|203/);
});

test("without the application's secret the dashboard says so, and leads nowhere", async () => {
  const desk = openDesk();
  desk.app.signIn = null;
  const browser = desk.browser();
  const { status, html } = await browser.get("/dashboard");
  expect(status).toBe(200);
  expect(html).toContain("DISCORD_CLIENT_SECRET");
  expect(html).not.toContain("/dashboard/sign-in");
  for (const path of ["/dashboard/sign-in", "/dashboard/callback?code=good&state=x"]) {
    expect((await browser.get(path)).location).toBe("/dashboard");
  }
});

test("paths are matched part by part, and a server's id is an id", () => {
  expect(matchPath("/dashboard/:guild/settings", "/dashboard/810000000000000001/settings")).toEqual({
    guild: "810000000000000001",
  });
  for (const path of [
    "/dashboard/settings",
    "/dashboard/x/settings",
    "/dashboard/810000000000000001/settings/",
    "/dashboard//settings",
  ]) {
    expect(matchPath("/dashboard/:guild/settings", path)).toBeNull();
  }
});
