// The dashboard's texts and controls can be seen: WCAG AA for every pair of colours that meet, in both themes.

import { expect, test } from "vitest";
import { THEME } from "../../../worker/dashboard/static/style/theme.ts";
import { HUES } from "../../../worker/transcripts/page/initials.ts";
import { coloursOf, poorPairs } from "../../browser/support/contrast.ts";

const [lightBlock = "", darkBlock = ""] = THEME.split("prefers-color-scheme: dark");
const themes = { light: coloursOf(lightBlock), dark: coloursOf(darkBlock) };

const surfaces = ["page", "side", "card", "sunk"];
const texts = [
  ...surfaces.flatMap((surface) => ["text", "strong", "muted", "link"].map((one) => [one, surface] as const)),
  ...["good", "bad", "warn"].flatMap((tone) => [[tone, `${tone}-tint`] as const, [tone, "card"] as const]),
  ["on-accent", "accent"] as const,
  ["on-accent", "accent-hover"] as const,
  ["strong", "tint"] as const,
];
const edges = surfaces.flatMap((surface) => ["edge", "ring"].map((one) => [one, surface] as const));

test.each(Object.entries(themes))("in the %s theme every text and every edge of a control stands out", (_, theme) => {
  expect(poorPairs(theme, texts)).toEqual([]);
  expect(poorPairs(theme, edges, 3)).toEqual([]);
});

test("initials stand out from every colour that they are on", () => {
  const theme = Object.fromEntries([["letters", "#ffffff"], ...HUES.map((hue) => [hue, hue])]);
  expect(
    poorPairs(
      theme,
      HUES.map((hue) => ["letters", hue] as const),
    ),
  ).toEqual([]);
});
