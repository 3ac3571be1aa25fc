// Words that somebody looks for in messages: how they are read, and where in a text they stand. Pure.

export interface Term {
  /** Without quotes; at least one letter or digit. */
  text: string;
  /** Written in quotes: these words as they stand. Otherwise a word may go on after it. */
  exact: boolean;
}

/** Nobody types more; each is looked for by itself. */
const TERMS = 8;
const TERM_LENGTH = 100;

/** "missing rank" in quotes is one term, otherwise each word is. Without a letter or digit there is nothing to look for. */
export function readTerms(text: string): Term[] {
  const found = text.replace(/\p{Control}/gu, " ").matchAll(/"([^"]*)"|([^\s"]+)/g);
  return [...found]
    .map(([, quoted, word = ""]) => ({
      text: (quoted ?? word).trim().slice(0, TERM_LENGTH),
      exact: quoted !== undefined,
    }))
    .filter((term) => /[\p{Letter}\p{Number}]/u.test(term.text))
    .slice(0, TERMS);
}

/** Around what was found, in a search's excerpts. Discord's clients don't send these characters. */
export const FOUND = { before: "\u0002", after: "\u0003" } as const;

/** Characters before the first word that was found, and in all. */
const LEAD = 40;
const EXCERPT = 180;

/** A piece of the text around the first term in it, each term marked with FOUND. null: not all of the terms are in it. */
export function excerptOf(text: string, terms: readonly Term[]): string | null {
  const lower = asciiLower(text);
  const needles = terms.map((term) => asciiLower(term.text));
  const places = needles.map((needle) => lower.indexOf(needle));
  if (places.length === 0 || places.includes(-1)) return null;
  const from = Math.max(0, Math.min(...places) - LEAD);
  const to = Math.min(text.length, from + EXCERPT);
  const piece = `${from === 0 ? "" : "…"}${text.slice(from, to)}${to === text.length ? "" : "…"}`;
  return marked(piece, needles);
}

/** Every place of the needles, the longer first where two begin together. */
function marked(text: string, needles: readonly string[]): string {
  const lower = asciiLower(text);
  const longestFirst = needles.toSorted((a, b) => b.length - a.length);
  let result = "";
  for (let at = 0; at < text.length; ) {
    const needle = longestFirst.find((one) => lower.startsWith(one, at));
    if (needle === undefined) result += text[at++];
    else {
      result += FOUND.before + text.slice(at, at + needle.length) + FOUND.after;
      at += needle.length;
    }
  }
  return result;
}

/** As SQLite's lower(): other letters have no one other form, and some change their length. */
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
