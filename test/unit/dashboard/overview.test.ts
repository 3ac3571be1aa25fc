// The overview: who waits, what staff see of it, figures drawn and as tables, nothing that the page's policy forbids.

import { beforeEach, describe, expect, test } from "vitest";
import { scaleFor } from "../../../worker/dashboard/overview/scale.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, GUILD, JONAS, MARA, sampleProfile } from "../ports/samples.ts";
import { typed, write } from "../threads/scenes.ts";
import { type Desk, openDesk } from "./desk.ts";

const PAGE = `/dashboard/${GUILD}/overview`;
const HOUR = 3_600_000;
let desk: Desk;
let world: MemoryPorts;

beforeEach(async () => {
  desk = openDesk();
  world = desk.world;
  await world.store.saveBot({ userId: "890000000000000001", messageContent: true }, world.clock.now());
});

/** Mara writes; Jonas answers after so long and closes after as long again. */
async function thread(hours: number, { answered = true, closed = true, name = "Mara" } = {}) {
  world.discord.join(GUILD, MARA, sampleProfile({ displayName: name }));
  await receiveUserMessage(world.ports, write(world, { channelId: dmOf(MARA) }));
  world.clock.pass(hours * HOUR);
  const row = world.tables.threads.at(-1);
  const channelId = row?.channelId ?? "";
  if (answered) await receiveStaffMessage(world.ports, typed(world, "!r Yes?", { channelId }));
  world.clock.pass(hours * HOUR);
  const found = await world.store.threadByChannel(channelId, "");
  if (closed && found) await closeThread(world.ports, found, JONAS, null);
}

const seen = async (query = "", who: Parameters<Desk["signedIn"]>[0] = "staff") =>
  (await (await desk.signedIn(who)).get(PAGE + query)).html;

test("a server in which nothing has happened says so", async () => {
  const html = await seen();
  expect(html).toContain("Nobody waits");
  expect(html).toContain("No thread was opened or closed in the last 30 days.");
  expect(html).not.toContain("<svg class");
});

test("who waits is named with a link and how long, confidential ones to admins only", async () => {
  await thread(2, { answered: false, closed: false, name: "Mara <3" });
  const html = await seen();
  expect(html).toContain("Mara &lt;3");
  expect(html).toContain(`/dashboard/${GUILD}/threads/${world.thread().id}`);
  expect(html).toContain("4 h");
  await world.store.markConfidential(GUILD, world.thread().id, true);
  expect(await seen()).not.toContain("Mara &lt;3");
  expect(await seen("", "admin")).toContain("Mara &lt;3");
});

describe("figures", () => {
  beforeEach(async () => {
    for (const hours of [1, 2, 3]) await thread(hours);
    world.clock.pass(10 * 24 * HOUR);
    await thread(5);
  });

  test("are those of the chosen span", async () => {
    expect(await seen("?days=7")).toMatch(/First answer \(median\)<\/dt><dd>5 h<span[^>]*>nine of ten within 5 h/);
    for (const query of ["", "?days=30", "?days=90", "?days=31", "?days=x"]) {
      expect(await seen(query)).toMatch(/First answer \(median\)<\/dt><dd>2 h 30 min/);
    }
    expect(await seen("?days=90")).toMatch(/aria-current="true">90 days/);
  });

  test("are drawn with a title and a description, and stand in a table as well", async () => {
    const html = await seen();
    const charts = [...html.matchAll(/<svg class="chart"[^>]*role="img" aria-labelledby="([\w-]+) ([\w-]+)"/g)];
    expect(charts).toHaveLength(2);
    for (const [, title, description] of charts) {
      expect(html).toContain(`<title id="${title}">`);
      expect(html).toContain(`<desc id="${description}">Medians and 90th percentiles of the last 30 days`);
    }
    expect(html.match(/<circle class="median" cx="[\d.]+"/g)).toHaveLength(4 + 2);
    expect(html).toMatch(/<th scope="row">30 Nov 2026<\/th><td class="number">1<\/td><td class="number">5 h<\/td>/);
    expect(html).not.toMatch(/style=|<style|NaN|Infinity/);
  });

  test("name who answered and closed, by the names they wrote with", async () => {
    expect(await seen()).toMatch(/<bdi>Jonas<\/bdi><\/th><td class="number">4<\/td>/);
  });

  test("cost one round trip more than the page itself", async () => {
    const browser = await desk.signedIn("staff");
    const calls: string[] = [];
    world.intercept((name, run) => {
      calls.push(name);
      return run();
    });
    await browser.get(PAGE);
    expect(calls.filter((name) => name.startsWith("store."))).toEqual(["store.visit", "store.overview"]);
  });
});

describe("the scale of times", () => {
  test.each([
    [[1], ["1 s", "10 s"]],
    [
      [30_000, 50_000],
      ["10 s", "1 min"],
    ],
    [
      [60_000, HOUR],
      ["1 min", "10 min", "1 h"],
    ],
    [
      [0, 9e12],
      ["1 s", "10 s", "1 min", "10 min", "1 h", "6 h", "1 day", "1 week", "30 days", "1 year"],
    ],
  ])("for %j has marks around them", (times, labels) => {
    const { marks, place } = scaleFor(times);
    expect(marks.map(({ label }) => label)).toEqual(labels);
    expect([marks[0]?.at, marks.at(-1)?.at]).toEqual([0, 1]);
    for (const time of times) expect(place(time)).toBeGreaterThanOrEqual(0);
    for (const time of times) expect(place(time)).toBeLessThanOrEqual(1);
  });
});
