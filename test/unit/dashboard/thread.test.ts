// The page of one thread, as staff read it: the conversation as it was, part by part, and what leads to it.

import { describe, expect, test } from "vitest";
import { AIKO, GUILD, JONAS, MARA, NOW, OTHER_GUILD, sampleExtras, sampleFile } from "../ports/samples.ts";
import { openDesk } from "./desk.ts";
import { makeThread, said } from "./thread-scene.ts";

const JONAS_WRITES = { kind: "reply", author: { id: JONAS, name: "Jonas", avatarUrl: null } } as const;
const pathOf = (thread: { id: string }) => `/dashboard/${GUILD}/threads/${thread.id}`;
const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const articles = (html: string) => [...html.matchAll(/<article [^>]*id="m-(\d+)"/g)].map(([, id]) => id);

/** A closed thread with one of everything. */
async function muchSaid() {
  const desk = openDesk();
  const thread = await makeThread(desk, {
    claimedBy: JONAS,
    closed: true,
    profile: { avatarUrl: "https://cdn.discordapp.com/avatars/1/a.png" },
  });
  const picture = sampleFile({ name: "proof.png" });
  const archive = sampleFile({ name: "logs.zip", contentType: "application/zip" });
  const messages = said(desk.world, thread, [
    {
      content: "I **lost** my rank",
      author: { id: MARA, name: "Mara", avatarUrl: "https://cdn.discordapp.com/avatars/1/a.png" },
    },
    { ...JONAS_WRITES, content: "Which one?" },
    { kind: "note", content: "A known one", author: { id: AIKO, name: "Aiko", avatarUrl: null } },
    { content: "Captain", attachments: [picture, archive], extras: sampleExtras() },
    { ...JONAS_WRITES, content: "Here you are", editedAt: NOW, deletedAt: NOW + 1000, deletedBy: JONAS },
  ]);
  const edited = messages[4]?.id ?? "";
  desk.world.tables.versions.push({ messageId: edited, content: "Here yuo are", replacedAt: NOW, replacedBy: JONAS });
  return { desk, thread, messages, picture, archive };
}

test("shows the conversation as it was: who said what, formatted, with notes, edits, deletions, and who claimed and closed", async () => {
  const { desk, thread } = await muchSaid();
  const { html } = await (await desk.signedIn("staff")).get(pathOf(thread));
  expect(articles(html)).toHaveLength(5);
  for (const markup of [
    "I <strong>lost</strong> my rank",
    'src="https://cdn.discordapp.com/avatars/1/a.png"',
    'class="message note first"',
    "Edited once",
    "Here yuo are",
  ]) {
    expect(html).toContain(markup);
  }
  const text = textOf(html);
  for (const words of [
    "Thread #1 with Mara",
    "@mara",
    "Claimed by Jonas",
    "Reason Solved",
    "Deleted by Jonas",
    "Forwarded message",
    "Poll",
    "This thread is closed",
  ]) {
    expect(text).toContain(words);
  }
  expect(html).not.toContain("<textarea");
});

test("files are shown by links that need no cookie and end soon; who is signed in is given such a link", async () => {
  const { desk, thread, messages, picture, archive } = await muchSaid();
  const [, , , captain] = messages;
  const browser = await desk.signedIn("staff");
  const { html } = await browser.get(pathOf(thread));
  const [, source = ""] = /<img src="(\/files\/[^"]+)" alt="proof.png"/.exec(html) ?? [];
  const fileOf = ({ id }: { id: string }) => ({ threadId: thread.id, messageId: captain?.id, attachmentId: id });
  expect(await desk.readLink(source)).toEqual({ link: "valid", file: fileOf(picture) });

  const href = /href="([^"]+)"><bdi>logs\.zip/.exec(html)?.[1] ?? "";
  expect(href).toBe(`${pathOf(thread)}/files/${captain?.id}/${archive.id}`);
  const { location } = await browser.get(href);
  expect(location).toMatch(/^\/files\//);
  expect(await desk.readLink(location)).toEqual({ link: "valid", file: fileOf(archive) });
  desk.world.clock.pass(30 * 60_000 + 1000);
  for (const link of [source, location]) expect(await desk.readLink(link)).toMatchObject({ link: "expired" });

  expect((await browser.get(`${pathOf(thread)}/files/${captain?.id}/1`)).status).toBe(404);
  expect((await browser.get(`${pathOf(thread)}/files/${messages[0]?.id}/${archive.id}`)).status).toBe(404);
});

test("a page costs three round trips to D1 at most, also when Discord has to be asked who this is", async () => {
  const { desk, thread } = await muchSaid();
  const browser = await desk.signedIn("staff");
  desk.world.clock.pass(60_000);
  const calls: string[] = [];
  desk.world.intercept((name, run) => {
    if (name.startsWith("store.")) calls.push(name);
    return run();
  });
  await browser.get(pathOf(thread));
  expect(calls).toEqual(["store.visit", "store.rememberStandings", "store.threadPage"]);
});

test.each([
  ["html", "text/html", /^<!doctype html>.*Thread #1 with .*<\/html>$/s],
  ["json", "application/json", /"kind": "modmail-transcript"/],
  ["text", "text/plain", /^Thread #1 with Mara/],
])("downloads as %s, to be saved and not run", async (format, type, content) => {
  const { desk, thread } = await muchSaid();
  const { html, headers } = await (await desk.signedIn("staff")).get(`${pathOf(thread)}/download/${format}`);
  expect(html).toMatch(content);
  expect(html).toContain("Which one?");
  expect(headers.get("content-type")).toContain(type);
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="thread-1\.(?:html|json|txt)"$/);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("a format that isn't one, a thread that isn't, and one of another server aren't there", async () => {
  const desk = openDesk();
  const here = await makeThread(desk);
  const elsewhere = await makeThread(desk, { guildId: OTHER_GUILD });
  const browser = await desk.signedIn("admin");
  for (const path of [
    `${pathOf(here)}/download/exe`,
    pathOf({ id: "nothing" }),
    pathOf(elsewhere),
    `${pathOf(elsewhere)}/messages`,
  ]) {
    expect((await browser.get(path)).status).toBe(404);
  }
});

describe("strangers' text on the page", () => {
  const ATTACKS = [
    '<script>alert(1)</script><svg onload="alert(1)">',
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1)) <javascript:alert(1)> javascript:alert(1)",
    '<i data-slot="conversation"></i><i data-slot="0"></i>',
    "\u202egpj.exe\u202d \u2067",
    "W".repeat(4000),
    `${"> ".repeat(500)}${"*_".repeat(1000)}${"||".repeat(500)}`,
    "</div></main></body></html>",
  ];

  test.each(ATTACKS.map((text) => [text.slice(0, 40), text]))("%j stays text wherever it stands", async (_, text) => {
    const desk = openDesk();
    const thread = await makeThread(desk, { profile: { username: text, displayName: text } });
    await desk.world.store.claim(thread.id, null, JONAS, NOW);
    said(desk.world, thread, [
      {
        content: text,
        author: { id: MARA, name: text, avatarUrl: null },
        attachments: [sampleFile({ name: text, description: text })],
      },
      { ...JONAS_WRITES, content: text, author: { id: JONAS, name: text, avatarUrl: null } },
    ]);
    const browser = await desk.signedIn("admin");
    for (const path of [pathOf(thread), `${pathOf(thread)}?find=W`]) {
      const { html, status } = await browser.get(path);
      expect(status).toBe(200);
      expect(articles(html)).toHaveLength(2);
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(html).not.toMatch(/<[^>]+\son\w+=|<svg|<i data-slot|href="(?!\/|https?:|#)|src="(?!\/|https:)/);
      expect(html.match(/<\/html>/g)).toHaveLength(1);
    }
    const { html } = await browser.get(`${pathOf(thread)}/messages?since=0`);
    for (const { html: markup } of JSON.parse(html).messages) expect(markup).not.toMatch(/<script|<[^>]+\son\w+=|<svg/);
  });
});

describe("new messages for an open page", () => {
  test("come with what was sent since, and a little before: some arrive late", async () => {
    const desk = openDesk();
    const thread = await makeThread(desk);
    const messages = said(
      desk.world,
      thread,
      Array.from({ length: 10 }, (_, number) => ({ content: `line ${number}` })),
    );
    const browser = await desk.signedIn("staff");
    const ask = async (since: string) =>
      JSON.parse((await browser.get(`${pathOf(thread)}/messages?since=${since}`)).html);
    const { messages: late, open } = await ask(String(messages[9]?.sentAt));
    expect(late.map(({ id }: { id: string }) => id)).toEqual(messages.slice(7).map(({ id }) => id));
    expect(late[0].html).toContain(`id="m-${messages[7]?.id}"`);
    expect(open).toBe(true);
    for (const nonsense of ["", "x", "-5", "1e400"]) expect((await ask(nonsense)).messages).toHaveLength(10);
  });

  test("say when the thread isn't open any more", async () => {
    const { desk, thread } = await muchSaid();
    const { html } = await (await desk.signedIn("staff")).get(`${pathOf(thread)}/messages?since=0`);
    expect(JSON.parse(html).open).toBe(false);
  });

  test("are asked for by the latest part of an open thread only", async () => {
    const { desk, thread } = await muchSaid();
    const browser = await desk.signedIn("staff");
    expect((await browser.get(pathOf(thread))).html).not.toContain("data-live");
    const open = await makeThread(desk, { userId: AIKO });
    said(
      desk.world,
      open,
      Array.from({ length: 501 }, () => ({})),
    );
    expect((await browser.get(pathOf(open))).html).toContain(`data-live="${pathOf(open)}/messages"`);
    expect((await browser.get(`${pathOf(open)}?from=start`)).html).not.toContain("data-live");
  });
});
