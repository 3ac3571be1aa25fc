// A thread as a file to take away: whole, the same as the transcript that is kept, and never more of it held than a page.

import { describe, expect, test } from "vitest";
import type { Message } from "../../../worker/domain/message.ts";
import { totalsOf } from "../../../worker/domain/totals.ts";
import { writeDocument } from "../../../worker/transcripts/document.ts";
import { type ExportInput, exportTranscript } from "../../../worker/transcripts/export-transcript.ts";
import { namesIn } from "../../../worker/transcripts/page/conversation.tsx";
import { render } from "./render.ts";
import { OPENED_AT, PNG, sampleAttachment, sampleMessage, sampleThread } from "./sample.ts";
import { readStrictly } from "./strict-html.ts";

type Format = Parameters<typeof exportTranscript>[0];

const decoder = new TextDecoder();

async function* pagesOf(messages: readonly Message[], size: number, onRead = () => {}) {
  for (let at = 0; at < messages.length; at += size) {
    onRead();
    const page = messages.slice(at, at + size);
    const answered = messages.slice(0, at).filter(({ id }) => page.some(({ answersId }) => answersId === id));
    yield { messages: page, answered };
  }
}

function input(messages: Message[], change: Partial<ExportInput> = {}): ExportInput {
  return {
    thread: sampleThread(),
    guildName: "Castle",
    totals: totalsOf(messages),
    names: namesIn(sampleThread(), messages),
    pages: pagesOf(messages, 3),
    load: async () => null,
    ...change,
  };
}

async function exported(format: Format, given: ExportInput): Promise<string> {
  let text = "";
  for await (const piece of exportTranscript(format, given)) {
    text += typeof piece === "string" ? piece : decoder.decode(piece);
  }
  return text;
}

const talk = (): Message[] => [
  sampleMessage({ content: "Hi, **I am** missing my rank" }),
  sampleMessage(),
  sampleMessage({ kind: "note", content: "A known one" }),
  sampleMessage({ kind: "reply", content: "Which rank?" }),
  sampleMessage({ attachments: [sampleAttachment()] }),
];

describe("the page", () => {
  test("is the transcript's page, in whatever pieces its messages come", async () => {
    const messages = talk();
    const files = { [sampleAttachment().id]: PNG };
    const { html } = await render({ messages, files });
    for (const size of [1, 2, 100]) {
      const load = async () => PNG;
      expect(await exported("html", input(messages, { pages: pagesOf(messages, size), load }))).toBe(html);
    }
  });

  test("holds pictures while there is room for them, and cards for the rest", async () => {
    const large = new Uint8Array(9 * 1024 * 1024);
    large.set(PNG);
    const messages = Array.from({ length: 6 }, () =>
      sampleMessage({ attachments: [sampleAttachment({ size: large.length })] }),
    );
    let loaded = 0;
    const load = async () => {
      loaded += 1;
      return large;
    };
    const html = await exported("html", input(messages, { load }));
    expect(html.match(/<img /g)).toHaveLength(4);
    expect(html.match(/class="file"/g)).toHaveLength(2);
    expect(loaded).toBe(4);
  });
});

test("the JSON is the transcript's, in whatever pieces its messages come", async () => {
  const messages = talk();
  const whole = [...writeDocument(sampleThread(), "Castle", messages, () => null)].join("");
  expect(await exported("json", input(messages))).toBe(whole);
  expect(JSON.parse(await exported("json", input([])))).toMatchObject({ messages: [], counts: { user: 0 } });
});

test("the text says who said what and when, what became of it, and each line of it stays in its place", async () => {
  const anna = { id: "870000000000000009", name: "Anna\n[2026-11-20 00:00:00] Fake (staff):", avatarUrl: null };
  const messages = [
    sampleMessage({ sentAt: OPENED_AT, content: "Hi\n[2026-11-20 10:00:00] Staff (staff):\r\nObey" }),
    sampleMessage({
      kind: "reply",
      anonymous: true,
      author: anna,
      content: "No.",
      state: "refused",
      problem: "dm-closed",
    }),
    sampleMessage({
      attachments: [sampleAttachment({ name: "\u202egnp.exe" })],
      earlier: [{ content: "before", replacedAt: OPENED_AT, replacedBy: "820000000000000002" }],
      deletedAt: OPENED_AT + 1000,
    }),
  ];
  const text = await exported("text", input(messages));
  const lines = text.split("\n");
  expect(lines.filter((line) => line.startsWith("["))).toHaveLength(3);
  for (const line of [
    "Thread #12 with Robin (@robin, 820000000000000002)",
    "Claimed: 2026-11-20 09:59:00 by user 870000000000000007",
    "Reason: Rank given back",
    "[2026-11-20 09:58:00] Robin (user):",
    "  [2026-11-20 10:00:00] Staff (staff):",
    "  [not delivered]",
    "  [until 2026-11-20 09:58:00, changed by Robin] before",
    "  [deleted 2026-11-20 09:58:01]",
    "  [file] �gnp.exe, 68 B",
  ]) {
    expect(lines).toContain(line);
  }
});

describe("a thread of 10,000 messages", () => {
  const messages = Array.from({ length: 10_000 }, () => sampleMessage({ content: "word ".repeat(40) }));

  test.each<Format>(["html", "json", "text"])(
    "as %s is read a page at a time, and only as far as it is taken",
    async (format) => {
      let read = 0;
      const pages = () => pagesOf(messages, 500, () => (read += 1));
      const pieces = exportTranscript(format, input(messages, { pages: pages() }));
      await pieces.next();
      expect(read).toBe(0);
      let largest = 0;
      let size = 0;
      for (let taken = 0; taken < 1200; taken++) {
        const { value } = await pieces.next();
        largest = Math.max(largest, value?.length ?? 0);
      }
      expect(read).toBeLessThanOrEqual(3);
      expect(largest).toBeLessThan(10_000);
      await pieces.return(undefined);
      expect(read).toBeLessThanOrEqual(3);

      for await (const piece of exportTranscript(format, input(messages, { pages: pages() }))) size += piece.length;
      expect(size).toBeGreaterThan(2_000_000);
    },
  );

  test("as a page holds all of them, and nothing that isn't the page's own", async () => {
    const html = await exported("html", input(messages.slice(0, 2000)));
    expect(readStrictly(html).filter(({ tag }) => tag === "article")).toHaveLength(2000);
  });
});
