// Discord's markdown, as the page reads it.

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMarkdown } from "../playground/page/markdown/parse.ts";
import { parseInline } from "../playground/page/markdown/parse-inline.ts";
import { formatTime, messageTime } from "../playground/page/markdown/time.ts";
import type { Block, Inline } from "../playground/page/markdown/tree.ts";

const text = (content: string): Inline => ({ type: "text", text: content });

test("emphasis nests, and unfinished emphasis stays text", () => {
  expect(parseInline("a **b *c* d** e")).toEqual([
    text("a "),
    { type: "bold", children: [text("b "), { type: "italic", children: [text("c")] }, text(" d")] },
    text(" e"),
  ]);
  expect(parseInline("2 * 3 * 4 and **open")).toEqual([text("2 * 3 * 4 and **open")]);
  expect(parseInline("snake_case_name")).toEqual([text("snake_case_name")]);
});

test("a backslash takes a sign's meaning, and code takes everything's", () => {
  expect(parseInline("\\*no\\* `**no**`")).toEqual([text("*no* "), { type: "code", text: "**no**" }]);
});

test("mentions, timestamps and commands are recognised", () => {
  expect(
    parseInline("<@1> <@!2> <@&3> <#4> </modmail setup:5> <t:60:R>").filter(({ type }) => type !== "text"),
  ).toEqual([
    { type: "user", id: "1" },
    { type: "user", id: "2" },
    { type: "role", id: "3" },
    { type: "channel", id: "4" },
    { type: "command", name: "modmail setup" },
    { type: "time", seconds: 60, style: "R" },
  ]);
});

test("only http and https become links, and a full stop ends the sentence", () => {
  expect(parseInline("See https://example.com/a. Bye")).toEqual([
    text("See "),
    { type: "link", url: "https://example.com/a", children: [text("https://example.com/a")] },
    text(". Bye"),
  ]);
  expect(parseInline("[x](javascript:alert(1))")).toEqual([text("[x](javascript:alert(1))")]);
});

test("blocks: headings, quotes, lists, code, subtext", () => {
  const source = "# Title\n> quoted\n- one\n- two\n1. first\n```js\nlet a\n```\n-# small\nplain";
  const kinds = parseMarkdown(source).map((block) => block.type);
  expect(kinds).toEqual(["heading", "quote", "list", "list", "code", "subtext", "paragraph"]);
  expect(parseMarkdown("```\n# no heading\n```")).toEqual([{ type: "code", language: "", text: "# no heading" }]);
  expect(parseMarkdown(">>> a\nb")).toEqual([
    { type: "quote", blocks: [{ type: "paragraph", children: [text("a\nb")] }] },
  ]);
});

test("whatever is written, every letter of it is shown", () => {
  const letters = (value: string) => value.replaceAll(/[^a-z]/g, "");
  const inline = (nodes: Inline[]): string =>
    nodes.map((node) => ("children" in node ? inline(node.children) : "text" in node ? node.text : "")).join("");
  const shown = (blocks: Block[]): string =>
    blocks
      .map((block) => {
        if (block.type === "quote") return shown(block.blocks);
        if (block.type === "list") return block.items.map(inline).join("");
        return block.type === "code" ? block.text : inline(block.children);
      })
      .join("");
  const piece = fc.constantFrom(
    "a",
    "b c",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "||",
    "`",
    "> ",
    "- ",
    "# ",
    "\n",
    " ",
    "\\",
    "1. ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const source = pieces.join("");
      expect(letters(shown(parseMarkdown(source)))).toBe(letters(source));
    }),
  );
});

test("times are said as a client says them", () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const seconds = now / 1000;
  expect(formatTime(seconds - 3 * 86_400, "R", now)).toBe("3 days ago");
  expect(formatTime(seconds + 90 * 60, "R", now)).toBe("in 1 hour");
  expect(formatTime(seconds, "D", now)).toBe("22 November 2026");
  expect(messageTime(new Date(now - 24 * 3_600_000).toISOString(), now)).toMatch(/^Yesterday at /);
});
