// How names in a text become mentions, and which name is being typed.

import { expect, test } from "vitest";
import { completed, nameAtEnd, withMentions, withNames } from "../playground/page/composer/mentions.ts";

const known = [
  { name: "@Mara", mention: "<@1>" },
  { name: "@Mara Lou", mention: "<@2>" },
  { name: "@Support", mention: "<@&3>" },
  { name: "#rules", mention: "<#4>" },
];

test("names become mentions, the longest that fits, in any case of letters", () => {
  expect(withMentions("@mara and @Mara Lou: ask @Support, see #rules.", known)).toBe(
    "<@1> and <@2>: ask <@&3>, see <#4>.",
  );
});

test("what only looks like a name stays as it is", () => {
  for (const text of ["me@Mara", "@Marathon", "#rules-2", "`@Mara`", "```\n@Mara\n```", "<@1>"]) {
    expect(withMentions(text, known)).toBe(text);
  }
});

test("mentions become names again", () => {
  expect(withNames("<@1> asks <@&3>, see <#4> and <#5>", known)).toBe("@Mara asks @Support, see #rules and <#5>");
});

test("the name at the end of a text is found and completed", () => {
  expect(nameAtEnd("ask @Ma")).toBe("@Ma");
  expect(nameAtEnd("ask @Mara ")).toBe(null);
  expect(nameAtEnd("mail me@ma")).toBe(null);
  expect(completed("ask @Ma", { name: "@Mara Lou", mention: "" })).toBe("ask @Mara Lou ");
});
