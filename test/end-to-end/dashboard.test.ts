// The dashboard as a browser uses it, with the real Worker and a strict Discord behind it: signing in, configuring a new
// server until Modmail works, losing a role, Discord failing on the way, and what is logged and kept of all that.

import { describe, expect, test } from "vitest";
import type { Guild, Person } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { Browser, type Seen } from "../unit/dashboard/browser.ts";
import { errorAt, formOf, wordsOf } from "../unit/dashboard/form-of.ts";
import { eachInItsScene } from "./each-in-its-scene.ts";
import { answerTo, openThread, type Scene, sees } from "./scene.ts";

let scene: Scene;
eachInItsScene((made) => {
  scene = made;
});

const newBrowser = () => new Browser(scene.worker.url, (request) => fetch(request));

/** To Discord, and back with what they decided there. */
async function comeBack(browser: Browser, person: Person, decision?: "cancel"): Promise<Seen> {
  const { location } = await browser.get("/dashboard/sign-in");
  const back = new URL(person.consent(location, decision));
  return browser.get(back.pathname + back.search);
}

async function signedIn(person: Person): Promise<Browser> {
  const browser = newBrowser();
  const { location } = await comeBack(browser, person);
  expect(location).toBe("/dashboard/workspaces");
  await browser.get(location);
  return browser;
}

const settingsOf = ({ id }: Guild) => `/dashboard/${id}/settings`;

describe("signing in", () => {
  test("lists the servers where they are staff or admin, and those to which they may add the bot", async () => {
    const { robin, jonas, mara, guild, discord } = scene;
    discord.createGuild({ name: "Without a bot", owner: robin });
    const words = async (person: Person) => wordsOf((await (await signedIn(person)).get("/dashboard/workspaces")).html);
    expect(await words(robin)).toMatch(/Northwind Admin On .*Servers that you manage .*Without a bot/);
    expect(await words(jonas)).toMatch(/Northwind Staff On/);
    expect(await words(jonas)).not.toContain("Without a bot");
    expect(await words(mara)).not.toContain(guild.name);
  });

  test("keeps neither Discord's token nor the cookie: the one is given back, the other is hashed", async () => {
    const { discord, worker } = scene;
    discord.clearRequests();
    const browser = await signedIn(scene.robin);
    const revoked = await until(
      () => discord.requests.find(({ path, status }) => path === "/oauth2/token/revoke" && status === 200),
      "the token was never given back",
    );
    const { token } = revoked.body as { token: string };
    const cookie = browser.cookies.get("modmail") ?? "";
    const { results } = await worker.db.prepare("SELECT * FROM sessions").all();
    const kept = JSON.stringify([results, worker.log]);
    const redeemed = discord.requests.find(({ path }) => path === "/oauth2/token")?.body;
    const { code = "" } = (redeemed ?? {}) as { code?: string };
    for (const secret of [token, cookie, code, discord.application.clientSecret]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(kept).not.toContain(secret);
    }
  });

  test("who cancels, or brings a code twice, isn't signed in", async () => {
    const browser = newBrowser();
    expect((await comeBack(browser, scene.robin, "cancel")).location).toBe("/dashboard?notice=cancelled");
    const { location } = await browser.get("/dashboard/sign-in");
    const back = new URL(scene.robin.consent(location));
    const attempt = [...browser.cookies];
    expect((await browser.get(back.pathname + back.search)).location).toBe("/dashboard/workspaces");
    browser.cookies.clear();
    for (const [name, value] of attempt) browser.cookies.set(name, value);
    expect((await browser.get(back.pathname + back.search)).location).toBe("/dashboard?notice=refused");
  });

  test.each([
    ["/oauth2/token", "error", 500],
    ["/oauth2/token", "rate-limit", undefined],
    ["/oauth2/token", "hang-up", undefined],
    ["/users/@me/guilds", "error", 502],
  ] as const)("says so when Discord fails at %s (%s), and works the next time", async (route, kind, status) => {
    const browser = newBrowser();
    scene.discord.fail({ route, kind, ...(status === undefined ? {} : { status }) });
    const failed = await comeBack(browser, scene.robin);
    expect(failed.status).toBe(503);
    expect(failed.html).toContain("Discord is busy");
    expect((await comeBack(browser, scene.robin)).location).toBe("/dashboard/workspaces");
  });
});

test("a server that was never set up is configured on the page until a member's message arrives", async () => {
  const { robin, mara, discord } = scene;
  const guild = discord.createGuild({ name: "Fresh", owner: robin });
  const helpers = guild.createRole({ name: "Helpers" });
  guild.addMember(mara);
  const browser = await signedIn(robin);
  const page = settingsOf(guild);
  expect((await browser.get(page)).html).toContain("Add Modmail to Fresh");
  guild.addBot();

  const { html } = await browser.get(`${page}/configure`);
  const unready = await browser.post(`${page}/configure`, { ...formOf(html), enabled: "on", do: "save" });
  expect(unready.status).toBe(422);
  expect(errorAt(unready.html, "staffRoleId")).toMatch(/staff role/);

  const chosen = { ...formOf(unready.html), staffRoleId: helpers.id };
  const made = await browser.post(`${page}/configure`, { ...chosen, do: "create" });
  expect(made.location).toBe(`${page}/configure?done=made&enable=on`);
  const form = formOf((await browser.get(made.location)).html);
  expect((await browser.post(`${page}/configure`, { ...form, do: "save" })).location).toBe(`${page}?done=saved`);
  const words = wordsOf((await browser.get(page)).html);
  expect(words).toContain("Modmail is on");
  expect(words).toContain("Enabled from Off → to On Robin in the dashboard");

  mara.send("dm", "Is anybody there?");
  const question = await sees(mara, "dm", "Which server is your message for?");
  await mara.select("dm", question.id, "choose-server:choose", [guild.id]);
  const channel = await until(
    () => guild.channels().find(({ name }) => name === `modmail-${mara.user.username}`),
    "no thread was opened",
  );
  await sees(robin, channel.id, "Is anybody there?");
});

test("who loses their role changes nothing from that moment on", async () => {
  const { aiko, guild, adminRoleId, staffRoleId } = scene;
  guild.setMemberRoles(aiko, [adminRoleId]);
  const browser = await signedIn(aiko);
  const path = `${settingsOf(guild)}/configure`;
  const form = formOf((await browser.get(path)).html);
  guild.setMemberRoles(aiko, [staffRoleId]);
  expect((await browser.post(path, { ...form, replyCommand: "", do: "save" })).status).toBe(404);
  // What Discord said just now holds for reading, too.
  expect((await browser.get(path)).status).toBe(404);
  expect((await browser.get(`/dashboard/${guild.id}`)).location).not.toContain("settings");
});

test("a server that throws the bot out can't be configured", async () => {
  const { robin, guild } = scene;
  const browser = await signedIn(robin);
  const path = `${settingsOf(guild)}/configure`;
  const form = formOf((await browser.get(path)).html);
  guild.removeBot();
  const seen = await browser.post(path, { ...form, do: "save" });
  expect(seen.status).toBe(404);
  expect(seen.html).toContain("Add Modmail to Northwind");
});

test("what is answered on a thread's page while Discord fails is with the user and in the channel once, in the end", async () => {
  const { jonas, mara, guild, discord, worker } = scene;
  const { channel } = await openThread(scene);
  const browser = await signedIn(jonas);
  const [, path = ""] = /href="(\/dashboard\/\d+\/threads\/\w+)"/.exec(
    (await browser.get(`/dashboard/${guild.id}/threads`)).html,
  ) as RegExpExecArray;
  const [, once = ""] = /name="once" value="([^"]+)"/.exec((await browser.get(path)).html) as RegExpExecArray;
  const losesAnswerIn = (id: string) =>
    discord.fail({ method: "POST", route: new RegExp(`/channels/${id}/messages`), kind: "error-after", status: 502 });
  const minutesLater = async () => {
    await worker.db.prepare("UPDATE messages SET sent_at = sent_at - 120000").run();
    await worker.runSchedule();
  };
  const saying = (person: Person, where: string) =>
    person.messages(where).filter(({ embeds }) => embeds[0]?.description === "from the web").length;

  losesAnswerIn(mara.dm());
  const sent = await browser.post(`${path}/answer`, { once, as: "named", text: "from the web" });
  expect(sent.location).toContain("done=waits");
  expect(saying(jonas, channel)).toBe(0);
  losesAnswerIn(channel);
  for (let times = 0; times < 3; times++) await minutesLater();
  expect([saying(mara, "dm"), saying(jonas, channel)]).toEqual([1, 1]);
  const { results } = await worker.db.prepare("SELECT shown_id FROM messages WHERE source = 'dashboard'").all();
  expect(results).toEqual([{ shown_id: expect.any(String) }]);
});

test("a snippet's file that was sent to the page goes to the user as it was", async () => {
  const { robin, jonas, mara, guild } = scene;
  const { channel } = await openThread(scene);
  const browser = await signedIn(robin);
  const page = `/dashboard/${guild.id}/snippets/new/form`;
  const [, id = ""] = /name="id" value="([^"]+)"/.exec((await browser.get(page)).html) as RegExpExecArray;
  const bytes = new Uint8Array(3_000_000).fill(7);
  const map = new File([bytes], "map.bin", { type: "image/png" });
  const saved = await browser.upload(page, { id, name: "map", text: "Here you are" }, [map]);
  expect(saved.location).toBe(`/dashboard/${guild.id}/snippets/map?done=added`);
  await answerTo(jonas.command(channel, "snippet send", { name: "map" }));
  const { attachments } = await sees(mara, "dm", "Here you are");
  expect(attachments).toMatchObject([{ filename: "map.bin", size: bytes.length }]);
});

test("the first page and the settings are small, and the settings cost three round trips to D1", async () => {
  const { robin, guild } = scene;
  const visitor = newBrowser();
  expect(new URL((await visitor.get("/")).location).pathname).toBe("/dashboard");
  const first = await visitor.get("/dashboard");
  const files = [...first.html.matchAll(/(?:href|src)="(\/dashboard\/static\/[^"]+\.(?:css|svg))"/g)];
  const sizes = await Promise.all(files.map(async ([, path = ""]) => (await visitor.get(path)).html.length));
  expect(sizes.reduce((sum, size) => sum + size, first.html.length)).toBeLessThan(60 * 1024);

  const browser = await signedIn(robin);
  await browser.get(settingsOf(guild));
  const passage = await until(() => scene.worker.log.findLast(({ name }) => name === "GET settings"), "no line");
  expect(passage).toMatchObject({ door: "dashboard", outcome: "200" });
  expect(passage.trace?.filter((entry) => entry.startsWith("d1 ")).length).toBeLessThanOrEqual(3);
});
