// Texts as people write them on Discord, for property tests: words with numbers that tell their order, mentions, emoji,
// links, code blocks, spoilers.

import fc from "fast-check";

/** Each stands in a text as it is, or it has lost its meaning. */
export const TOKENS = [
  "<@820000000000000001>",
  "<:captain:930000000000000001>",
  "https://example.com/a?b=c#d",
] as const;

const word = fc.constantFrom("word", "straße,", "Yes!", "“quoted”", "a", "Ωmega", "sentence.");
const whole = fc.constantFrom(...TOKENS, "`code`", "👨‍👩‍👧‍👦", "🔥", "**bold**");
const code = fc
  .tuple(
    fc.constantFrom("", "ts", "c++"),
    fc.array(fc.constantFrom("", "x = 1;", "  if (a) { b(); }", "·".repeat(50)), large(20)),
  )
  .map(([language, lines]) => `\`\`\`${language}\n${["begin", ...lines].join("\n")}\n\`\`\``);
const spoiler = fc.array(word, { minLength: 1, ...large(60) }).map((words) => `||${words.join(" ")}||`);
const glue = fc.constantFrom(" ", " ", " ", "\n", "\n\n", "");

/** Of at most `parts` parts; `#1#`, `#2#` … stand in it in this order. */
export const writtenText = (parts: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.oneof({ weight: 8, arbitrary: word }, whole, code, spoiler), glue), large(parts))
    .map((pairs) => pairs.map(([part, between], at) => `${part}${between}#${at}# `).join(""));

function large(maxLength: number) {
  return { maxLength, size: "max" as const };
}
