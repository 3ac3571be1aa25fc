// How far colours stand out from each other (WCAG 2.2, relative luminance), for themes written as CSS variables.

type Theme = Readonly<Record<string, string>>;

/** The variables of a block of CSS that are colours of six hex digits. */
export const coloursOf = (css: string): Theme =>
  Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );

/** A line for each pair (front, back) below the ratio: 4.5 for texts, 3 for the edges of controls. */
export function poorPairs(theme: Theme, pairs: readonly (readonly [string, string])[], least = 4.5): string[] {
  return pairs.flatMap(([front, back]) => {
    const [a, b] = [theme[front], theme[back]];
    if (a === undefined || b === undefined) return [`${front} on ${back}: no such colour`];
    const ratio = contrast(a, b);
    return ratio < least ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
  });
}

function contrast(a: string, b: string): number {
  const [light = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
