// The page's texts can be read: WCAG AA (4.5 to 1) for every pair of colours that meet, in both themes.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../playground/page/styles/theme.css", import.meta.url), "utf8");
const [darkBlock = "", lightBlock = ""] = css.split('[data-theme="light"]');
const tokens = (block: string) =>
  Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
const dark = tokens(darkBlock);
const themes = { dark, light: { ...dark, ...tokens(lightBlock) } };

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

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (darker + 0.05);
}

test.each(Object.entries(themes))("in the %s theme every text stands out from what is behind it", (_, theme) => {
  const poor = pairs.flatMap(([front, back]) => {
    const [a, b] = [theme[front], theme[back]];
    if (a === undefined || b === undefined) return [`${front} on ${back}: no such colour`];
    const ratio = contrast(a, b);
    return ratio < 4.5 ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
  });
  expect(poor).toEqual([]);
});
