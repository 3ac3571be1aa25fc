// The page of a thread in which much was said: part by part, small on its way, and never held as a whole.

import { setImmediate } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receiveDashboard } from "../../../worker/dashboard/receive.ts";
import { GUILD, JONAS, NOW } from "../ports/samples.ts";
import type { Browser } from "./browser.ts";
import { type Desk, ORIGIN, openDesk } from "./desk.ts";
import { longTalk } from "./long-talk.ts";
import { makeThread, said } from "./thread-scene.ts";

const pathOf = (thread: { id: string }) => `/dashboard/${GUILD}/threads/${thread.id}`;
const articles = (html: string) => [...html.matchAll(/<article [^>]*id="m-(\d+)"/g)].map(([, id]) => id);

/** What a browser is sent, piece by piece: it is slower than what makes them. */
async function* chunksOf(browser: Browser, { app }: Pick<Desk, "app">, path: string): AsyncGenerator<Uint8Array> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const { body } = await receiveDashboard(new Request(ORIGIN + path, { headers: { cookie } }), app);
  if (body === null) throw new Error("nothing is sent");
  for await (const chunk of body) {
    yield chunk;
    await setImmediate();
  }
}

describe("a long thread", () => {
  async function long(count: number) {
    const desk = openDesk();
    const thread = await makeThread(desk, { claimedBy: JONAS });
    said(
      desk.world,
      thread,
      Array.from({ length: count }, (_, number) => ({
        content: `line ${number} of many, quite as long as people write`,
      })),
    );
    return { desk, thread, browser: await desk.signedIn("staff") };
  }
  const lines = (html: string) => [...html.matchAll(/<p dir="auto">line (\d+) /g)].map(([, number]) => Number(number));

  test("begins with its latest part; others are a step away, each message on exactly one of them", async () => {
    const { browser, thread } = await long(1200);
    const follow = async (html: string, rel: string) =>
      browser.get((new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1] ?? "nowhere").replaceAll("&amp;", "&"));
    const last = await browser.get(pathOf(thread));
    const middle = await follow(last.html, "prev");
    const first = await follow(middle.html, "prev");
    const all = [first, middle, last].flatMap(({ html }) => lines(html));
    expect(all).toEqual(Array.from({ length: 1200 }, (_, number) => number));
    expect(first.html).not.toContain('rel="prev"');
    expect(last.html).not.toContain('rel="next"');
    expect(lines((await follow(first.html, "next")).html)[0]).toBe(200);
    expect(lines((await browser.get(`${pathOf(thread)}?from=start`)).html)[0]).toBe(0);
    // The claim happened once.
    const claims = [first, middle, last].map(({ html }) => html.match(/class="event"/g)?.length ?? 0);
    expect(claims).toEqual([1, 0, 0]);
  });

  test("opens on a day, or where a word was said; what was looked for is marked", async () => {
    const { browser, thread } = await long(3000);
    // 1,440 minutes later.
    const day = await browser.get(`${pathOf(thread)}?day=2026-11-21`);
    expect(lines(day.html)[0]).toBe(14 * 60 + 2);
    const found = await browser.get(`${pathOf(thread)}?find=${encodeURIComponent('"line 1234"')}`);
    expect(lines(found.html)[0]).toBe(1234 - 49);
    expect(found.html.match(/id="found"/g)).toHaveLength(1);
    expect(found.html).toMatch(/class="found" id="found"><article[^>]*>(?:(?!<article).)*line 1234 /);
    for (const nonsense of ["day=tomorrow", "after=x", "before=1", "find=%00", "find=nothing", "from=nowhere"]) {
      expect((await browser.get(`${pathOf(thread)}?${nonsense}`)).status).toBe(200);
    }
  });

  test("offers to go to a day as soon as it is of several", async () => {
    const { browser, thread, desk } = await long(3);
    const offer = 'name="day"';
    expect((await browser.get(pathOf(thread))).html).not.toContain(offer);
    said(desk.world, thread, [{ content: "line 99 of many", sentAt: NOW + 2 * 86_400_000 }]);
    expect((await browser.get(pathOf(thread))).html).toContain(offer);
    expect(lines((await browser.get(`${pathOf(thread)}?day=2026-11-22`)).html)).toEqual([99]);
  });

  test("of 500 messages is sent as it is made, and takes less than 300 KB on its way", async () => {
    const { desk, browser, thread } = await long(0);
    const talk = longTalk(500);
    said(
      desk.world,
      thread,
      talk.map(({ before: _, ...message }) => message),
    );
    for (const { id, author, before } of talk) {
      const version = { messageId: id, replacedAt: NOW, replacedBy: author.id };
      if (before !== undefined) desk.world.tables.versions.push({ ...version, content: before });
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of chunksOf(browser, desk, pathOf(thread))) chunks.push(chunk);
    const whole = Buffer.concat(chunks);
    expect(articles(whole.toString())).toHaveLength(500);
    expect(whole.toString()).toMatch(/^<!doctype html>.*<\/html>$/s);
    expect(chunks.length).toBeGreaterThan(10);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(40_000);
    expect(gzipSync(whole).length).toBeLessThan(300_000);
  });

  describe("of 10,000 messages", () => {
    const MANY = 10_000;
    let scene: Awaited<ReturnType<typeof long>>;
    let calls: string[];
    beforeAll(async () => {
      scene = await long(MANY);
      scene.desk.world.intercept((name, run) => {
        if (name.startsWith("store.")) calls.push(name);
        return run();
      });
    });
    beforeEach(() => {
      calls = [];
    });

    test("opens with one part read", async () => {
      const { browser, thread } = scene;
      expect(articles((await browser.get(pathOf(thread))).html)).toHaveLength(500);
      expect(calls).toEqual(["store.visit", "store.threadPage"]);
    });

    test.each(["html", "json", "text"])(
      "is taken away as %s in small pieces, read as they are taken",
      async (format) => {
        const { desk, browser, thread } = scene;
        let [taken, ahead, largest, rest] = [0, 0, 0, ""];
        for await (const chunk of chunksOf(browser, desk, `${pathOf(thread)}/download/${format}`)) {
          const text = rest + Buffer.from(chunk).toString();
          taken += text.match(/line \d+ of many/g)?.length ?? 0;
          rest = text.slice(text.lastIndexOf("line "));
          if (/line \d+ of many/.test(rest)) rest = "";
          const read = calls.filter((name) => name === "store.threadPage").length * 500;
          ahead = Math.max(ahead, read - taken);
          largest = Math.max(largest, chunk.length);
        }
        expect(taken).toBe(MANY);
        expect(calls.length).toBe(MANY / 500 + 2);
        expect(ahead).toBeLessThanOrEqual(1000);
        expect(largest).toBeLessThan(40_000);
      },
    );

    test("isn't read on for whoever breaks off", async () => {
      const { desk, browser, thread } = scene;
      for await (const _ of chunksOf(browser, desk, `${pathOf(thread)}/download/text`)) break;
      expect(calls).toEqual(["store.visit", "store.threadPage", "store.threadTotals"]);
    });
  });
});

test("an answer to something on another part quotes it and leads there; so does one that comes to an open page", async () => {
  const desk = openDesk();
  const thread = await makeThread(desk);
  const talk = Array.from({ length: 600 }, (_, number) => ({ content: `line ${number}` }));
  const messages = said(desk.world, thread, talk);
  const [old, recent, last] = [messages[7], messages[550], messages[599]];
  Object.assign(last ?? {}, { answersId: old?.id });
  Object.assign(messages[598] ?? {}, { answersId: recent?.id });
  const browser = await desk.signedIn("staff");
  const { html } = await browser.get(pathOf(thread));
  const hrefOf = (page: string, words: string) =>
    new RegExp(`<a href="([^"]+)">Answers <bdi>Mara</bdi>: <bdi>${words}</bdi>`).exec(page)?.[1];
  expect(hrefOf(html, "line 550")).toBe(`#m-${recent?.id}`);
  const away = hrefOf(html, "line 7") ?? "";
  expect(away).toBe(`${pathOf(thread)}?at=${old?.sentAt}#m-${old?.id}`);
  expect(articles((await browser.get(away)).html)[0]).toBe(old?.id);
  const { messages: live } = JSON.parse((await browser.get(`${pathOf(thread)}/messages?since=${last?.sentAt}`)).html);
  expect(hrefOf(live.at(-1).html, "line 7")).toBe(away);
  const download = await browser.get(`${pathOf(thread)}/download/html`);
  expect(download.html.match(/class="answers"/g)).toHaveLength(2);
});
