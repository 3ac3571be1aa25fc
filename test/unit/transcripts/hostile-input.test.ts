// Names, texts and files made to break out of the page: everything stays text, nothing runs.

import fc from "fast-check";
import { expect, test } from "vitest";
import { render, withTag } from "./render.ts";
import { PNG, sampleAttachment, sampleMessage, sampleThread } from "./sample.ts";
import { readStrictly } from "./strict-html.ts";

// `render` reads each page strictly and throws at any element, attribute or address that the page itself doesn't make.

const ATTACKS = [
  "<script>alert(1)</script>",
  "</style></title></div><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  "<!-- --> <![CDATA[ ]]>",
  "&lt;script&gt; &#60;script&#62; &amp",
  '[x](javascript:alert(1)) <javascript:alert(1)> [x](https://a.example/"onclick=alert(1))',
  'https://a.example/"><script>alert(1)</script>',
  "[<img src=x onerror=alert(1)>](https://a.example/'\"<b>)",
  '```"><script>\nalert(1)\n``` `<b>` ||<script>||',
  '<i data-slot="0"></i><i data-slot="conversation"></i>',
  'data:image/png;base64,BYTES" BYTES"',
  "\u202egnp.exe\u202d \u2066\u2067 \u200f",
  "\u0000\u0008\u001b[31m \ufffe \ud800 lonely",
  "W".repeat(4000),
  "*_".repeat(2000),
  "{{constructor.constructor('alert(1)')()}} $(alert) __proto__",
];

const everywhere = (text: string) =>
  render({
    guildName: text,
    thread: sampleThread({
      id: text,
      guildId: text,
      closeReason: text,
      claimedBy: text,
      closedBy: text,
      userNotes: { total: 1, latest: [{ id: text, author: { id: text, name: text }, text, at: 0 }] },
      profile: { username: text, displayName: text, avatarUrl: text, joinedAt: null, roleIds: [text] },
    }),
    messages: [
      sampleMessage({ id: text, content: text, author: { id: text, name: text, avatarUrl: text } }),
      sampleMessage({
        content: text,
        answersId: text,
        earlier: [{ content: text, replacedAt: 0, replacedBy: text }],
        deletedAt: 0,
        deletedBy: text,
      }),
      sampleMessage({ kind: "note", content: text, state: "refused", problem: text }),
      sampleMessage({
        content: text,
        attachments: [
          sampleAttachment({ id: "shown", name: text, description: text, contentType: "image/png" }),
          sampleAttachment({ id: "card", name: text, description: text, contentType: text, spoiler: true, url: text }),
          sampleAttachment({ id: "lost", name: text }),
        ],
        extras: {
          stickers: [{ name: text, picture: null }],
          poll: { question: text, answers: [text], several: false, endsAt: null },
          forwarded: { content: text, attachments: [], stickers: [], embeds: [text], sentAt: null },
        },
      }),
    ],
    files: { shown: PNG, card: PNG },
  });

test.each(ATTACKS.map((text) => [text.slice(0, 40), text]))(
  "%j, wherever text can stand, stays text",
  async (_, text) => {
    const { elements } = await everywhere(text);
    expect(withTag(elements, "article")).toHaveLength(4);
    expect(withTag(elements, "img").length).toBeGreaterThanOrEqual(1);
  },
);

test.each([
  "<script>alert(1)</script>",
  '<p onclick="alert(1)">a</p>',
  "<p class=a>a</p>",
  "<p>a",
  "<p>a & b</p>",
  '<a href="javascript:alert(1)">a</a>',
  '<img src="https://evil.example/x.png" alt="a">',
])("the strict reader of these tests does refuse %s", (body) => {
  expect(() => readStrictly(`<!doctype html>${body}`)).toThrow();
});

const GROWING = [
  "<t:1>",
  "<@1>",
  "<#1>",
  "> a\n\n",
  "# a\n",
  "- a\n",
  "*a*",
  "||a||",
  "`a`",
  '"',
  "&",
  "http://a.b ",
  "[a](http://x)",
];

test.each([...GROWING, "> ", "- ", "**_~~||__", "*a **b "])(
  "%j again and again makes no page to choke on",
  async (piece) => {
    const page = async (content: string) => (await render({ messages: [sampleMessage({ content })] })).bytes.length;
    const text = piece.repeat(Math.ceil(4000 / piece.length)).slice(0, 4000);
    expect((await page(text)) - (await page("a"))).toBeLessThan(25 * text.length);
  },
);

test("marks that turn the reading order around are shown as such in names", async () => {
  const { html } = await render({
    messages: [sampleMessage({ attachments: [sampleAttachment({ name: "\u202egpj.exe" })] })],
  });
  expect(html).toContain("�gpj.exe");
  expect(html).not.toContain("\u202e");
});

test("every message's text is isolated in its own direction", async () => {
  const { elements } = await render({
    messages: [sampleMessage({ content: "\u202eabc" }), sampleMessage({ content: "שלום" })],
  });
  const texts = elements.filter(({ tag, attributes }) => tag === "div" && attributes.class === "text");
  expect(texts.map(({ attributes }) => attributes.dir)).toEqual(["auto", "auto"]);
});

test("whatever strangers write, the page holds only the page's own elements", async () => {
  const piece = fc.oneof(
    fc.constantFrom(...ATTACKS.filter((attack) => attack.length < 100)),
    fc.constantFrom(
      "**",
      "*",
      "_",
      "__",
      "~~",
      "||",
      "`",
      "```",
      "\n",
      "> ",
      ">>> ",
      "- ",
      "1. ",
      "# ",
      "-# ",
      "[",
      "](",
      ")",
    ),
    fc.constantFrom("<@1>", "<#2>", "<t:1:R>", "<:a:1>", "https://a.example/", "<", ">", "&", '"', "'", "\\", "\u202e"),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ maxLength: 12 }),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(text, async (hostile) => {
      const { elements } = await everywhere(hostile);
      expect(withTag(elements, "article")).toHaveLength(4);
    }),
    { numRuns: 400 },
  );
});
