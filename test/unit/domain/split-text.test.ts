// Cutting long texts: where a person would, nothing lost, nothing torn apart.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitText } from "../../../worker/domain/split-text.ts";
import { rejoin } from "./rejoin.ts";
import { TOKENS, writtenText } from "./written-text.ts";

const LIMIT = 200;
const words = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join(" ");
const split = (text: string) => splitText(text, LIMIT);

test.each(["", "   \n"])("nothing but space (%j) is no piece", (text) => {
  expect(split(text)).toEqual([]);
});

test("what fits stays one piece, to the last character", () => {
  expect(split("x".repeat(LIMIT))).toEqual(["x".repeat(LIMIT)]);
  expect(split("x".repeat(LIMIT + 1))).toEqual(["x".repeat(LIMIT), "x"]);
});

describe("prefers to cut", () => {
  const sentence = "This one is a sentence of some length. ";
  test.each([
    ["between paragraphs", `${words(18)}\n\n${words(3)}\n${words(20)}`, `${words(18)}\n\n`],
    ["between lines", `${words(18)}\n${sentence}${words(20)}`, `${words(18)}\n`],
    ["between sentences", `${sentence.repeat(4)}${words(30)}`, sentence.repeat(4)],
    ["between words", words(60), `${words(30)} `],
    ["before a code block", `${words(18)}\n\`\`\`\n${words(20)}\n\`\`\``, `${words(18)}\n`],
  ])("%s", (_, text, first) => {
    expect(split(text)[0]).toBe(first);
    expect(rejoin(split(text), text)).toBe(text);
  });
});

test("a paragraph's end far up doesn't leave a piece nearly empty", () => {
  expect(split(`Hi.\n\n${words(60)}`)[0]?.length).toBeGreaterThan(LIMIT / 2);
});

describe("never tears apart", () => {
  const link = `https://example.com/${"path/".repeat(20)}`;
  test.each([
    ["a mention", "<@820000000000000001>"],
    ["a nickname's mention", "<@!820000000000000001>"],
    ["a role", "<@&840000000000000001>"],
    ["a channel", "<#860000000000000001>"],
    ["a custom emoji", "<:captain:930000000000000001>"],
    ["a moving emoji", "<a:wave:930000000000000002>"],
    ["a time", "<t:1795254000:R>"],
    ["a command", "</modmail open:940000000000000001>"],
    ["a link", link],
    ["a link with a name", `[the rules, all of them](${link})`],
    ["a link without a preview", `<${link}>`],
    ["inline code", "`npm install && npm test`"],
    ["a family", "👨‍👩‍👧‍👦"],
    ["a flag", "🇩🇪"],
    ["a skin tone", "👋🏽"],
    ["a letter and its accent", "e\u0301"],
  ])("%s", (_, whole) => {
    for (let before = LIMIT - whole.length - 2; before <= LIMIT + 1; before++) {
      const text = `${"x".repeat(before)}${whole}${"y".repeat(LIMIT)}`;
      const pieces = split(text);
      expect(pieces.filter((piece) => piece.includes(whole))).toHaveLength(1);
      expect(rejoin(pieces, text)).toBe(text);
    }
  });

  test("but a link that no message could hold", () => {
    const text = `https://example.com/${"x".repeat(3 * LIMIT)}`;
    expect(split(text).join("")).toBe(text);
  });
});

test("a code block that is too long is closed and opened again with its language, between lines", () => {
  const lines = Array.from({ length: 12 }, (_, n) => `  const line${n} = "${"·".repeat(10)}";`);
  const pieces = split(`See:\n\`\`\`ts\n${lines.join("\n")}\n\`\`\`\nThat is all.`);
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces[0]).toMatch(/^See:\n```ts\n {2}const line0 [\s\S]*;\n```$/);
  for (const piece of pieces.slice(1, -1)) expect(piece).toMatch(/^```ts\n {2}const line\d+ [\s\S]*;\n```/);
  expect(pieces.at(-1)).toMatch(/That is all\.$/);
});

test("a spoiler that is too long gives nothing away: it is closed and opened again", () => {
  const pieces = split(`||${words(60)}||`);
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece).toMatch(/^\|\|[^|]+\|\|$/);
});

test.each([
  [">>> ", `>>> ${words(40)}\n${words(40)}`],
  ["> ", `> ${words(40)}`],
])("what is quoted by %j stays quoted", (mark, text) => {
  for (const piece of split(text)) expect(piece.startsWith(mark)).toBe(true);
});

describe("whatever people write", () => {
  test("the pieces fit, are whole, and make up the text", () => {
    fc.assert(
      fc.property(writtenText(80), fc.integer({ min: 200, max: 700 }), (text, limit) => {
        const pieces = splitText(text, limit);
        expect(rejoin(pieces, text).trimEnd()).toBe(text.trimEnd());
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(limit);
          expect(piece.isWellFormed()).toBe(true);
          expect((piece.match(/```/g) ?? []).length % 2).toBe(0);
        }
        for (const token of TOKENS) {
          const count = (parts: string[]) => parts.join("\0").split(token).length;
          expect(count(pieces)).toBe(count([text]));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("also what is no markdown at all", () => {
    const signs = fc.string({
      unit: fc.constantFrom("`", "|", "<", ">", "@", "\n", " ", "a", "🔥"),
      maxLength: 900,
      size: "max",
    });
    fc.assert(
      fc.property(signs, (text) => {
        const pieces = splitText(text, LIMIT);
        expect(rejoin(pieces, text).trimEnd()).toBe(text.trimEnd());
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 150 },
    );
  });
});
