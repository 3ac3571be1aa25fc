// A circle with someone's initial: the page loads nothing from elsewhere, so there are no pictures of people.

import { visibleName } from "./visible-text.ts";

const HUES = 8;

export const Avatar = ({ id, name }: { id: string; name: string }) => (
  <div class={`avatar hue-${hue(id)}`} aria-hidden="true">
    {initial(name)}
  </div>
);

function hue(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 8191;
  return sum % HUES;
}

function initial(name: string): string {
  const letter = visibleName(name).match(/[\p{Letter}\p{Number}]/u)?.[0] ?? "?";
  return letter.toUpperCase();
}
