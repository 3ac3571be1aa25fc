// The list of threads and its search, as staff and admins see them in a browser.

import { describe, expect, test } from "vitest";
import { AIKO, GUILD, IVO, JONAS, MARA, NOW, OTHER_GUILD } from "../ports/samples.ts";
import { openDesk } from "./desk.ts";
import { makeThread, said } from "./thread-scene.ts";

const DAY = 86_400_000;
const LIST = `/dashboard/${GUILD}/threads`;

/** Three threads of Northwind and one of Southwind. */
async function northwind() {
  const desk = openDesk();
  const { world } = desk;
  const mara = await makeThread(desk, { openedAt: NOW });
  const ivo = await makeThread(desk, {
    userId: IVO,
    openedAt: NOW + DAY,
    profile: { username: "ivo_77", displayName: "Captain Ivo" },
    claimedBy: JONAS,
    closed: true,
  });
  const secret = await makeThread(desk, {
    userId: AIKO,
    openedAt: NOW + 2 * DAY,
    profile: { username: "zoe", displayName: "Zoe" },
  });
  const elsewhere = await makeThread(desk, {
    guildId: OTHER_GUILD,
    profile: { username: "wren", displayName: "Wren" },
  });
  await world.store.markConfidential(GUILD, secret.id, true);
  said(world, mara, [{ content: "I lost my rank" }]);
  said(world, ivo, [{ content: "Is the treasure mine?" }, { kind: "reply", content: "It is." }]);
  said(world, secret, [{ content: "Somebody threatens me, treasure or not" }]);
  said(world, elsewhere, [{ content: "treasure of Southwind" }]);
  return { desk, world };
}

/** The names on the cards, in order. */
const cards = (html: string): string[] =>
  [...html.matchAll(/<li class="card thread">.*?class="name"[^>]*><bdi>(.*?)<\/bdi>/g)].map(([, name]) => name ?? "");
const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

test("staff see the server's threads, latest first, each with what it is about; admins the confidential ones, too", async () => {
  const { desk } = await northwind();
  const staff = await (await desk.signedIn("staff")).get(LIST);
  expect(cards(staff.html)).toEqual(["Captain Ivo", "Mara"]);
  const text = textOf(staff.html);
  for (const words of ["@ivo_77", "#2", "Closed", "Claimed by Jonas", "Is the treasure mine?", "Claimed by nobody"]) {
    expect(text).toContain(words);
  }
  const admin = await (await desk.signedIn("admin")).get(LIST);
  expect(cards(admin.html)).toEqual(["Zoe", "Captain Ivo", "Mara"]);
  expect(textOf(admin.html)).toContain("Admins only");
});

describe("the list shows what is asked for, and keeps showing what that was", () => {
  test.each<[string, string[]]>([
    ["state=open", ["Zoe", "Mara"]],
    ["state=closed", ["Captain Ivo"]],
    ["state=unclaimed", ["Zoe", "Mara"]],
    [`claimed=${JONAS}`, ["Captain Ivo"]],
    ["claimed=me", []],
    [`user=${MARA}`, ["Mara"]],
    ["user=@IVO", ["Captain Ivo"]],
    ["user=capt", ["Captain Ivo"]],
    ["from=2026-11-21&to=2026-11-21", ["Captain Ivo"]],
    ["to=2026-11-20", ["Mara"]],
    ["from=tomorrow&state=7&claimed=x&below=y&above=z", ["Zoe", "Captain Ivo", "Mara"]],
  ])("%s", async (query, names) => {
    const { desk } = await northwind();
    const { html } = await (await desk.signedIn("admin")).get(`${LIST}?${query}`);
    expect(cards(html)).toEqual(names);
    if (names.length === 0) expect(html).toContain("No thread fits");
    for (const [name, value] of new URLSearchParams(query)) {
      if (name === "user" || name === "to") expect(html).toContain(`value="${value}"`);
    }
  });
});

test("words are found where they were said, marked, with a link to the place; not in other servers or for others' eyes", async () => {
  const { desk } = await northwind();
  const staff = await (await desk.signedIn("staff")).get(`${LIST}?words=treasure`);
  expect(cards(staff.html)).toEqual(["Captain Ivo"]);
  expect(staff.html).toContain("Is the <mark>treasure</mark> mine?");
  expect(staff.html).toMatch(/href="\/dashboard\/\d+\/threads\/\w+\?find=treasure#found"/);
  const admin = await (await desk.signedIn("admin")).get(`${LIST}?words=treasure`);
  expect(cards(admin.html)).toEqual(["Zoe", "Captain Ivo"]);
  expect(textOf(admin.html)).toMatch(/In open threads 1 thread .* In closed threads 1 thread/);
});

test("a search that finds nothing, or has no word in it, says what to do", async () => {
  const { desk } = await northwind();
  const browser = await desk.signedIn("staff");
  expect(textOf((await browser.get(`${LIST}?words=gold`)).html)).toContain("Nobody said gold.");
  const { html } = await browser.get(`${LIST}?words=%3F!`);
  expect(html).toContain("There is no word to look for");
  expect(cards(html)).toHaveLength(2);
});

test("a server without threads says where they will come from", async () => {
  const { html } = await (await openDesk().signedIn("staff")).get(LIST);
  expect(textOf(html)).toContain("Nobody has written to the staff of Northwind yet");
});

test("pages lead on and back, keep what was asked for, and stay small", async () => {
  const desk = openDesk();
  for (let number = 0; number < 60; number++) {
    const userId = String(820000000000001000n + BigInt(number));
    const thread = await makeThread(desk, { userId, openedAt: NOW + number, profile: { displayName: `P${number}` } });
    said(desk.world, thread, [{ content: "x ".repeat(2000) }]);
  }
  const browser = await desk.signedIn("staff");
  const follow = (html: string, rel: "next" | "prev") =>
    browser.get((new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1] ?? "nowhere").replaceAll("&amp;", "&"));
  const names = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => `P${from - at}`);
  const first = await browser.get(`${LIST}?state=open`);
  const second = await follow(first.html, "next");
  const third = await follow(second.html, "next");
  expect([first, second, third].map(({ html }) => cards(html))).toEqual([names(59, 35), names(34, 10), names(9, 0)]);
  expect(third.html).not.toContain('rel="next"');
  expect(first.html).not.toContain('rel="prev"');
  expect(third.html).toContain('<option value="open" selected>');
  const back = await follow((await follow(third.html, "prev")).html, "prev");
  expect(cards(back.html)).toEqual(names(59, 35));
  expect(back.html).not.toContain('rel="prev"');
  for (const { html } of [first, second, third]) expect(html.length).toBeLessThan(60_000);
});

test("names and texts of strangers stay text", async () => {
  const desk = openDesk();
  const hostile = '</p><script>alert(1)</script>"onmouseover="x \u202egpj.exe';
  const thread = await makeThread(desk, { profile: { username: hostile, displayName: hostile } });
  said(desk.world, thread, [{ content: `${hostile} \u0002word\u0003 \u0002` }]);
  const browser = await desk.signedIn("staff");
  for (const query of [
    "",
    "?words=word",
    `?words=${encodeURIComponent(hostile)}&user=${encodeURIComponent(hostile)}`,
  ]) {
    const { html } = await browser.get(LIST + query);
    expect(html).not.toMatch(/<script(?! src="\/dashboard)|<[^>]+ onmouseover/);
  }
  expect((await browser.get(LIST)).html).toContain("�gpj.exe");
});

test("a page of the list costs three round trips to D1 at most", async () => {
  const { desk } = await northwind();
  const browser = await desk.signedIn("staff");
  desk.world.clock.pass(60_000);
  for (const query of ["", "?words=treasure"]) {
    const calls: string[] = [];
    desk.world.intercept((name, run) => {
      if (name.startsWith("store.")) calls.push(name);
      return run();
    });
    await browser.get(LIST + query);
    expect(calls.length).toBeLessThanOrEqual(3);
    expect(calls.length).toBeGreaterThan(0);
  }
});
