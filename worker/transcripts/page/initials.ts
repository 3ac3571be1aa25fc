// What stands for a person or a server without a picture: initials on a colour that follows from the id.

import { visibleName } from "./visible-text.ts";

/** Dark enough for white letters (4.5 : 1). */
export const HUES = ["#4752c4", "#a8327d", "#1b7a4b", "#a85b00", "#0b7285", "#8f3fb8", "#b3392f", "#4a6b12"];

/** As rules for the classes that `hueOf` gives. */
export const HUE_RULES = HUES.map((colour, n) => `.hue-${n} { background: ${colour}; color: #fff; }`).join("\n");

/** Ids that follow each other have different ones. */
export function hueOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 8191;
  return `hue-${sum % HUES.length}`;
}

/** Of the first two words; a question mark when there is no letter at all. */
export function initials(name: string): string {
  const words = visibleName(name).match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  const letters = words.slice(0, 2).map((word) => [...word][0]?.toUpperCase());
  return letters.join("") || "?";
}
