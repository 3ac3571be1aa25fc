// Names of people, roles and channels in what someone writes: found while typing, turned into mentions when sent. Pure.

export interface Nameable {
  /** With its sign: "@Mara", "#general". */
  name: string;
  /** "<@123>" */
  mention: string;
}

/** The name that is being typed at the end of a text, with its sign; null when there is none. */
export function nameAtEnd(text: string): string | null {
  return /(?:^|\s)([@#][^\s@#]{0,32})$/.exec(text)?.[1] ?? null;
}

export function completed(text: string, { name }: Nameable): string {
  return `${text.slice(0, text.length - (nameAtEnd(text)?.length ?? 0))}${name} `;
}

/** Longer names first, so that "@Mara Lou" isn't taken for "@Mara"; never within a word or in code. */
export function withMentions(text: string, known: readonly Nameable[]): string {
  const names = [...known].sort((a, b) => b.name.length - a.name.length);
  const parts = text.split(/(```[\s\S]*?```|`[^`\n]*`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : mentionIn(part, names))).join("");
}

/** The way back: as people read it where mentions aren't drawn. */
export const withNames = (text: string, known: readonly Nameable[]): string =>
  known.reduce((done, { name, mention }) => done.replaceAll(mention, name), text);

function mentionIn(text: string, names: readonly Nameable[]): string {
  return names.reduce((done, { name, mention }) => {
    const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return done.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}<])${literal}(?![\\p{L}\\p{N}_-])`, "giu"), mention);
  }, text);
}
