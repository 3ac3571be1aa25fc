// The transcript as a page: what a reader finds on it, and that it needs nothing from outside.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Extras } from "../../../worker/domain/extras.ts";
import { render, withClass, withTag } from "./render.ts";
import { OPENED_AT, PNG, sampleAttachment, sampleMessage, sampleThread } from "./sample.ts";

const MIRA = { id: "888888888888888888", name: "Mira", avatarUrl: null };
const MEBIBYTE = 1024 * 1024;

/** An image of this size, as far as its first bytes tell. */
function pngOf(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(PNG.subarray(0, 8));
  return bytes;
}

describe("the page", () => {
  test("admits no script and nothing from elsewhere, and its style by its hash alone", async () => {
    const { elements, html } = await render({ messages: [sampleMessage()] });
    const style = withTag(elements, "style")[0]?.text ?? "";
    const policy = elements.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
    expect(policy?.attributes.content).toBe(
      `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; img-src data:; media-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toMatch(/[<&"]|url\(|@import/);
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
    expect(html).not.toMatch(/ style=|<link|<script/);
  });

  test("comes out the same for the same thread", async () => {
    const messages = [sampleMessage({ content: "<t:1700000000:R>", attachments: [sampleAttachment()] })];
    const files = { [sampleAttachment().id]: PNG };
    expect((await render({ messages, files })).bytes).toEqual((await render({ messages, files })).bytes);
  });

  test("says at its top who, which thread, when, by whom, why, how much and how long", async () => {
    const staff = sampleThread().claimedBy ?? "";
    const messages = [
      sampleMessage(),
      sampleMessage({ kind: "reply", author: { id: staff, name: "Ayşe", avatarUrl: null } }),
      sampleMessage({ kind: "note", author: MIRA }),
      sampleMessage({ kind: "reply", author: MIRA, state: "refused", problem: "dm-closed" }),
    ];
    const { elements } = await render({ messages, guildName: "Castle Café" });
    const top = withClass(elements, "sheet")[0]?.text ?? "";
    for (const words of [
      "Castle Café",
      "Thread #12 with Robin",
      "@robin",
      "820000000000000002",
      "2 earlier threads",
      "20 November 2026, 09:58",
      "20 November 2026, 11:28",
      "by Ayşe",
      "1 h 30 min",
      "Rank given back",
      "1 from the user, 2 from staff",
      "1 note",
      "1 not delivered",
      "Mira2 messages",
    ]) {
      expect(top).toContain(words);
    }
  });

  test("shows the notes on the user that staff saw when it was opened", async () => {
    const note = { id: "1", author: { id: MIRA.id, name: "Mira" }, text: "Twice *warned*", at: OPENED_AT };
    const thread = sampleThread({ userNotes: { total: 4, latest: [note] } });
    const { elements } = await render({ thread, messages: [] });
    const top = withClass(elements, "facts")[0]?.text ?? "";
    expect(top).toContain("Notes on the user when this was opened (4)");
    expect(top).toContain("Twice *warned*by Mira, 20 November 2026, 09:58");
  });

  test("says so when a thread wasn't claimed, nobody closed it in person, or no reason was given", async () => {
    const thread = sampleThread({ claimedBy: null, claimedAt: null, closedBy: null, closeReason: null });
    const { elements } = await render({ thread, messages: [] });
    const top = withClass(elements, "facts")[0]?.text ?? "";
    expect(top).toContain("By nobody");
    expect(top).toContain("by Modmail");
    expect(top).toContain("None given");
  });
});

describe("the conversation", () => {
  test("tells the user's side, the staff's side and notes among staff apart", async () => {
    const messages = [sampleMessage(), sampleMessage({ kind: "reply" }), sampleMessage({ kind: "note" })];
    const { elements } = await render({ messages });
    const articles = withTag(elements, "article");
    expect(articles.map(({ attributes }) => attributes.class?.split(" ")[1])).toEqual(["user", "reply", "note"]);
    expect(articles[2]?.text).toContain("only staff saw this");
  });

  test("says who wrote an anonymous reply, and that the user doesn't know, even within a run", async () => {
    const sentAt = OPENED_AT;
    const messages = [
      sampleMessage({ kind: "reply", sentAt }),
      sampleMessage({ kind: "reply", sentAt, anonymous: true }),
    ];
    const { elements } = await render({ messages });
    const [named, anonymous] = withTag(elements, "article");
    expect(named?.text).not.toContain("didn't see the name");
    expect(anonymous?.text).toMatch(/Ayşe.*the user didn't see the name/);
  });

  test("names an author once a run, and again after a pause, a day or somebody else", async () => {
    const at = (minutes: number) => OPENED_AT + minutes * 60_000;
    const thread = sampleThread({ claimedBy: null, claimedAt: null });
    const messages = [0, 1, 20, 24 * 60].map((minutes) => sampleMessage({ sentAt: at(minutes) }));
    const { elements } = await render({ thread, messages });
    const firsts = withTag(elements, "article").map(({ attributes }) => attributes.class?.includes("first"));
    expect(firsts).toEqual([true, false, true, true]);
    expect(withClass(elements, "day").map(({ text }) => text)).toEqual([
      "Friday, 20 November 2026",
      "Saturday, 21 November 2026",
    ]);
  });

  test("keeps every earlier text of what was edited, with when and by whom it was changed", async () => {
    const earlier = [
      { content: "First *words*", replacedAt: OPENED_AT, replacedBy: MIRA.id },
      { content: "Second words", replacedAt: OPENED_AT + 60_000, replacedBy: MIRA.id },
    ];
    const messages = [sampleMessage({ kind: "note", author: MIRA }), sampleMessage({ content: "Last", earlier })];
    const { elements } = await render({ messages });
    expect(withTag(elements, "summary").map(({ text }) => text)).toEqual(["Edited 2 times"]);
    const texts = withClass(elements, "earlier").map(({ text }) => text);
    expect(texts[0]).toBe("First *words*until 20 November 2026, 09:58 UTC, when Mira changed it");
    expect(texts[1]).toContain("Second words");
  });

  test.each([
    ["user", {}, "Deleted by the user on"],
    ["reply", { deletedBy: MIRA.id }, "Deleted by Mira on"],
    ["reply", {}, "The user doesn't see it any more"],
    ["note", {}, "Deleted on"],
  ] as const)("keeps what was deleted (%s), and says so", async (kind, change, words) => {
    const deleted = sampleMessage({ kind, content: "Taken back", deletedAt: OPENED_AT, ...change });
    const { elements } = await render({ messages: [sampleMessage({ kind: "note", author: MIRA }), deleted] });
    const [, article] = withTag(elements, "article");
    expect(article?.text).toContain("Taken back");
    expect(article?.text.replace(/\s+/g, " ")).toContain(words);
  });

  test("says which message another one answers, and leads there", async () => {
    const [question, answer] = [
      sampleMessage({ content: "Which\n> **rank**? ||the old one||" }),
      sampleMessage({ kind: "reply" }),
    ];
    const messages = [question, { ...answer, answersId: question.id }, sampleMessage({ answersId: "1" })];
    const { elements } = await render({ messages });
    expect(withClass(elements, "answers").map(({ text }) => text)).toEqual(["Answers Robin: Which rank? (spoiler)"]);
    expect(withTag(elements, "a").map(({ attributes }) => attributes.href)).toContain(`#m-${question.id}`);
  });

  test("says when the user didn't get to see an edit", async () => {
    const { elements } = await render({ messages: [sampleMessage({ kind: "reply", problem: "dm-closed" })] });
    expect(withClass(elements, "problem")[0]?.text).toContain("The user still sees it as it was before.");
  });

  test("shows the claim where it happened", async () => {
    const messages = [
      sampleMessage({ sentAt: OPENED_AT }),
      sampleMessage({ kind: "reply", sentAt: OPENED_AT + 120_000 }),
    ];
    const { html } = await render({ messages });
    const claim = html.indexOf("Claimed by ");
    expect(claim).toBeGreaterThan(html.indexOf(`m-${messages[0]?.id}`));
    expect(claim).toBeLessThan(html.indexOf(`m-${messages[1]?.id}`));
  });

  test.each([
    ["refused", "dm-closed", "Not delivered. The user's direct messages were closed"],
    ["refused", "Something else.", "Not delivered. Something else."],
    ["pending", null, "Not delivered yet."],
  ] as const)("marks a message that is %s (%s)", async (state, problem, words) => {
    const { elements } = await render({ messages: [sampleMessage({ kind: "reply", state, problem })] });
    expect(withClass(elements, "problem")[0]?.text).toContain(words);
  });

  test("knows those by name whom it has seen, and nobody else", async () => {
    const content = `<@${MIRA.id}> <@820000000000000002> <@123> <@&456> <#789>`;
    const { elements } = await render({
      messages: [sampleMessage({ content }), sampleMessage({ kind: "note", author: MIRA })],
    });
    expect(withClass(elements, "mention").map(({ text }) => text)).toEqual([
      "@Mira",
      "@Robin",
      "@123",
      "@role 456",
      "#channel 789",
    ]);
  });

  test("says where a masked link leads", async () => {
    const { elements } = await render({
      messages: [sampleMessage({ content: "[your prize](https://evil.example/x)" })],
    });
    expect(withClass(elements, "text")[0]?.text).toBe("your prize (evil.example)");
  });
});

describe("files", () => {
  test.each([
    ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ["jpeg", [0xff, 0xd8, 0xff, 0xe0]],
    ["gif", [...new TextEncoder().encode("GIF89a")]],
    ["webp", [...new TextEncoder().encode("RIFF\0\0\0\0WEBP")]],
  ])("an image is shown as the %s that its bytes are, with its text", async (type, bytes) => {
    const file = sampleAttachment({ contentType: "image/png", description: "A rank" });
    const files = { [file.id]: Uint8Array.from(bytes) };
    const { elements } = await render({ messages: [sampleMessage({ attachments: [file] })], files });
    const base64 = btoa(String.fromCharCode(...bytes));
    expect(withTag(elements, "img")[0]?.attributes).toEqual({
      src: `data:image/${type};base64,${base64}`,
      alt: "A rank",
    });
  });

  test.each([
    ["an SVG that calls itself PNG", "image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
    ["a page that calls itself JPEG", "image/jpeg", "<html><script>alert(1)</script>"],
    ["an empty file", "image/png", ""],
  ])("%s is a card", async (_, contentType, content) => {
    const file = sampleAttachment({ contentType });
    const files = { [file.id]: new TextEncoder().encode(content) };
    const { elements } = await render({ messages: [sampleMessage({ attachments: [file] })], files });
    expect(withTag(elements, "img")).toEqual([]);
    expect(withClass(elements, "file")).toHaveLength(1);
  });

  test("another file is a card with name, size, type and its place in R2", async () => {
    const file = sampleAttachment({
      id: "77",
      name: "game log.txt",
      contentType: "text/plain",
      size: 1536,
      description: "from Monday",
    });
    const message = sampleMessage({ attachments: [file] });
    const { elements } = await render({ messages: [message], files: { 77: PNG } });
    const card = withClass(elements, "file")[0]?.text;
    for (const words of [
      "game log.txt",
      "1.5 KiB",
      "text/plain",
      "from Monday",
      `attachments/${message.id}/77/game_log.txt`,
    ]) {
      expect(card).toContain(words);
    }
  });

  test("a file that Discord had lost says so and names no place", async () => {
    const { elements } = await render({ messages: [sampleMessage({ attachments: [sampleAttachment()] })] });
    expect(withClass(elements, "gone")[0]?.text).toContain("gone from Discord");
    expect(withClass(elements, "gone")[0]?.text).not.toContain("attachments/");
  });

  test("a spoiler waits to be opened", async () => {
    const file = sampleAttachment({ spoiler: true });
    const { html } = await render({ messages: [sampleMessage({ attachments: [file] })], files: { [file.id]: PNG } });
    expect(html).toMatch(/<details><summary>Spoiler: .*<\/summary><figure><img /);
  });

  test("images are shown in order while the page stays within 7 MiB, and what can't fit isn't even loaded", async () => {
    const sizes = { a: 2 * MEBIBYTE, b: 4 * MEBIBYTE, c: 2 * MEBIBYTE, d: 1000 };
    const files = Object.fromEntries(Object.entries(sizes).map(([id, size]) => [id, pngOf(size)]));
    const messages = Object.keys(sizes).map((id) =>
      sampleMessage({ attachments: [sampleAttachment({ id, name: `${id}.png` })] }),
    );
    const loaded: string[] = [];
    const { bytes, elements } = await render({ messages, files, loaded: (id) => loaded.push(id) });
    expect(loaded).toEqual(["a", "c", "d"]);
    expect(withTag(elements, "img").map(({ attributes }) => attributes.alt)).toEqual(["a.png", "c.png", "d.png"]);
    expect(withClass(elements, "file")).toHaveLength(1);
    expect(bytes.length).toBeLessThanOrEqual(7 * MEBIBYTE);
  });

  test("a page that would outgrow what Discord takes ends early and says how much is left", async () => {
    const messages = Array.from({ length: 400 }, () => sampleMessage({ content: '"'.repeat(4000) }));
    const { bytes, elements } = await render({ messages });
    const shown = withTag(elements, "article").length;
    expect(bytes.length).toBeLessThan(10 * MEBIBYTE);
    expect(shown).toBeLessThan(400);
    expect(withClass(elements, "cut")[0]?.text).toContain(`${400 - shown} more messages`);
  });
});

describe("what a message holds besides text and files", () => {
  const picture = (id: string, name: string) => sampleAttachment({ id, name });
  const extras: Extras = {
    stickers: [
      { name: "Wave", picture: picture("4", "Wave.png") },
      { name: "Salute", picture: null },
    ],
    poll: { question: "Which **rank**?", answers: ["Captain", "<Sailor>"], several: true, endsAt: OPENED_AT },
    forwarded: {
      content: "You are a captain now.",
      attachments: [picture("2", "proof.png")],
      stickers: [{ name: "Party", picture: picture("3", "Party.png") }],
      embeds: ["**Promotion**\nMara is a captain."],
      sentAt: OPENED_AT - 86_400_000,
    },
  };
  const files = { 1: PNG, 2: PNG, 3: PNG, 4: PNG };

  test("stands where it belongs: polls and forwarded messages in frames of their own, each picture once", async () => {
    const message = sampleMessage({ content: "", attachments: [picture("1", "own.png")], extras });
    const { elements } = await render({ messages: [message], files });
    const [poll] = withClass(elements, "poll");
    expect(poll?.text).toBe(
      "PollWhich rank?Captain<Sailor>Several answers may be chosen · ends 20 November 2026, 09:58",
    );
    const [forwarded] = withClass(elements, "forwarded");
    expect(forwarded?.text).toMatch(
      /^Forwarded message · first sent 19 November 2026, 09:58You are a captain now\.Promotion\nMara is a captain\.proof\.png · 68 BParty\.png · 68 B$/,
    );
    const [article] = withTag(elements, "article");
    expect(article?.text).toMatch(
      /own\.png.*PollWhich.*Forwarded[\s\S]*proof\.png.*Party\.png.*Wave\.png.*Sticker: Salute/,
    );
    expect(withTag(elements, "img").map(({ attributes }) => attributes.alt)).toEqual([
      "own.png",
      "proof.png",
      "Party.png",
      "Wave.png",
    ]);
    expect(article?.text).not.toContain("No text");
  });

  test("a voice message can be played, and says how long it is", async () => {
    const ogg = new Uint8Array([...new TextEncoder().encode("OggS"), 0, 1, 2, 3]);
    const voice = sampleAttachment({ id: "1", name: "voice-message.ogg", contentType: "audio/ogg", seconds: 72.4 });
    const { elements } = await render({
      messages: [sampleMessage({ content: "", attachments: [voice] })],
      files: { 1: ogg },
    });
    const [player] = withTag(elements, "audio");
    expect(player?.attributes.src).toBe(`data:audio/ogg;base64,${Buffer.from(ogg).toString("base64")}`);
    expect(withTag(elements, "figcaption")[0]?.text).toBe("voice-message.ogg · voice message, 1:12 · 68 B");
  });

  test("a recording that is none by its bytes, and one that was lost, are cards", async () => {
    const voice = (id: string) => sampleAttachment({ id, name: "voice.ogg", contentType: "audio/ogg", seconds: 3 });
    const messages = [sampleMessage({ attachments: [voice("1"), voice("2")] })];
    const { elements } = await render({ messages, files: { 1: new Uint8Array(4) } });
    expect(withTag(elements, "audio")).toEqual([]);
    expect(withClass(elements, "file").map(({ text }) => text.includes("voice message, 0:03"))).toEqual([true, true]);
  });
});
