// The page's texts can be read: WCAG AA (4.5 to 1) for every pair of colours that meet, in both themes.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coloursOf, poorPairs } from "./support/contrast.ts";

const css = readFileSync(new URL("../playground/page/styles/theme.css", import.meta.url), "utf8");
const [darkBlock = "", lightBlock = ""] = css.split('[data-theme="light"]');
const dark = coloursOf(darkBlock);
const themes = { dark, light: { ...dark, ...coloursOf(lightBlock) } };

const surfaces = ["rail", "side", "chat", "raised", "float", "input", "field", "embed", "code"];
const texts = ["text", "strong", "muted", "link"];
const pairs: [string, string][] = [
  ...surfaces.flatMap((surface) => texts.map((one): [string, string] => [one, surface])),
  ...["chat", "field", "embed", "raised"].map((surface): [string, string] => ["danger-text", surface]),
  ...["accent", "success", "danger"].flatMap((one): [string, string][] => [
    ["on-accent", `${one}-fill`],
    ["on-accent", `${one}-hover`],
  ]),
  ["on-secondary", "secondary-fill"],
  ["on-secondary", "secondary-hover"],
  ["mention-text", "mention-fill"],
  ["strong", "mention-fill"],
  ["user-side", "raised"],
  ["staff-side", "raised"],
];

test.each(Object.entries(themes))("in the %s theme every text stands out from what is behind it", (_, theme) => {
  expect(poorPairs(theme, pairs)).toEqual([]);
});
