// Snippets: names and texts that are taken, and the reply that one makes of the words behind its name.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import { expandSnippet, readSnippetName, readSnippetText, SNIPPET_TEXT_LIMIT } from "../../../worker/domain/snippet.ts";

const FACTS = { user: "Mara", staff: "Jonas", server: "Northwind" };
const expand = (text: string, words = "") => expandSnippet({ name: "it", text }, words, FACTS);

test.each([
  ["rules", "rules"],
  [" Rules-2_b ", "rules-2_b"],
  ["x".repeat(32), "x".repeat(32)],
])("takes %j as the name %j", (text, name) => {
  expect(readSnippetName(text)).toEqual(ok(name));
});

test.each(["", "x".repeat(33), "two words", "grüße", "a.b", "!"])("refuses %j as a name", (text) => {
  expect(readSnippetName(text)).toEqual(no({ reason: "bad-snippet-name" }));
});

test.each([
  ["  Hello {{user}}, {staff} of {{server}}: {{1}} {{12}} {{args}}  ", 0, true],
  ["x".repeat(SNIPPET_TEXT_LIMIT), 0, true],
  ["", 1, true],
  ["", 0, "nothing-to-send"],
  ["x".repeat(SNIPPET_TEXT_LIMIT + 1), 0, "too-long"],
  ["Hello {{username}}", 0, "unknown-variable"],
  ["Hello {0}", 0, "unknown-variable"],
  ["Hello {{100}}", 1, "unknown-variable"],
] as const)("a text: %j with %i files", (text, files, outcome) => {
  const read = readSnippetText(text, files);
  expect(read.ok ? true : read.error.reason).toBe(outcome);
});

test("an unknown variable is named as it was written, with those that there are", () => {
  expect(readSnippetText("Hello {{ username }}", 0)).toEqual(
    no({
      reason: "unknown-variable",
      variable: "{{ username }}",
      known: ["user", "staff", "server", "args", "1", "2"],
    }),
  );
});

describe("the reply", () => {
  test.each([
    ["Hi {{user}}, {{staff}} of {{server}} here.", "", "Hi Mara, Jonas of Northwind here."],
    ["{{1}} at {{2}}", "Monday 9:00", "Monday at 9:00"],
    ["{{1}} at {{2}}", "  Monday   9:00  in the hall", "Monday at 9:00  in the hall"],
    ["{{2}} is named twice: {{2}}", "a b", "b is named twice: b"],
    ["You said: {{args}}", " two\nlines ", "You said: two\nlines"],
    ["{{1}} of {{args}}", "one two", "one two of one two"],
    ["Read the rules.", "", "Read the rules."],
    ["Read the rules.", "Please, {{user}}!", "Read the rules.\nPlease, {{user}}!"],
    ["", "See the picture", "See the picture"],
  ])("%j with %j is %j", (text, words, reply) => {
    expect(expand(text, words)).toEqual(ok(reply));
  });

  test.each([
    ["{{1}} at {{2}}", "Monday", 2],
    ["{{1}}", "   ", 1],
    ["{{args}}", "", 1],
    ["{{3}} {{args}}", "a b", 3],
  ])("%j with %j lacks words", (text, words, needed) => {
    expect(expand(text, words)).toEqual(no({ reason: "words-missing", name: "it", needed }));
  });

  test("no word that was given is lost, however many the text has places for", () => {
    const texts = fc.constantFrom("", "Hello", "{{1}}", "{{1}}, {{2}}", "{{args}}", "{args} {{1}}");
    const word = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(texts, fc.array(word, { maxLength: 6 }), (text, words) => {
        const reply = expand(text, words.join(" "));
        for (const given of reply.ok ? words : [])
          expect(reply).toMatchObject({ value: expect.stringContaining(given) });
      }),
    );
  });
});
