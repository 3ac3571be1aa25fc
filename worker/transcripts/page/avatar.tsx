// A circle with someone's initial, and their picture where that may be loaded from Discord.

import { visibleName } from "./visible-text.ts";

const HUES = 8;

export const Avatar = ({ id, name, picture = null }: { id: string; name: string; picture?: string | null }) => (
  <div class={`avatar hue-${hue(id)}`} aria-hidden="true">
    {initial(name)}
    {picture === null ? null : <img src={picture} alt="" loading="lazy" />}
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
