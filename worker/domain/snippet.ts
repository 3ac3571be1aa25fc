// Snippets: texts that staff send by name, with variables and the words that follow the name. Pure.

import type { Attachment } from "./message.ts";
import type { Refusal } from "./refusal.ts";
import { no, ok, type Result } from "./result.ts";
import { fillIn, unknownVariable, variablesOf } from "./variables.ts";

export interface SnippetBody {
  text: string;
  attachments: Attachment[];
  /** Under which id the files are kept. */
  filesId: string;
}

export interface Snippet extends SnippetBody {
  name: string;
  /** The id of its last change. */
  version: string;
}

export const SNIPPET_TEXT_LIMIT = 2000;
export const SNIPPET_FILES = 5;
export const SNIPPETS_PER_SERVER = 500;
export const SNIPPET_NAME_LIMIT = 32;

/** What a text may hold beside `{{1}}`, `{{2}}` … */
export const SNIPPET_VARIABLES = ["user", "staff", "server", "args"] as const;

const isWordNumber = (name: string): boolean => /^[1-9]\d?$/.test(name);
const isKnown = (name: string): boolean => isWordNumber(name) || SNIPPET_VARIABLES.some((known) => known === name);

export function readSnippetName(text: string): Result<string, Refusal> {
  const name = text.trim().toLowerCase();
  return /^[a-z0-9_-]{1,32}$/.test(name) ? ok(name) : no({ reason: "bad-snippet-name" });
}

/** The text as it is saved; files alone make a snippet, too. */
export function readSnippetText(text: string, files: number): Result<string, Refusal> {
  const trimmed = text.trim();
  if (trimmed === "" && files === 0) return no({ reason: "nothing-to-send" });
  if (trimmed.length > SNIPPET_TEXT_LIMIT) return no({ reason: "too-long", limit: SNIPPET_TEXT_LIMIT });
  const variable = unknownVariable(trimmed, isKnown);
  return variable === null
    ? ok(trimmed)
    : no({ reason: "unknown-variable", variable, known: [...SNIPPET_VARIABLES, "1", "2"] });
}

export interface SnippetFacts {
  user: string;
  /** Who answers; in an anonymous reply the server, as for its author. */
  staff: string;
  server: string;
}

/**
 * The reply that a snippet makes. `words` is what follows its name: `{{1}}`, `{{2}}` … take one word each, the highest
 * of them all that is left, `{{args}}` everything; words that no variable takes follow the text on a line of their own.
 * Refused when words are missing: a sentence with a hole in it is for nobody.
 */
export function expandSnippet(
  { name, text }: Pick<Snippet, "name" | "text">,
  words: string,
  facts: SnippetFacts,
): Result<string, Refusal> {
  const args = words.trim();
  const variables = variablesOf(text);
  const highest = Math.max(0, ...variables.filter(isWordNumber).map(Number));
  const needed = Math.max(highest, variables.includes("args") ? 1 : 0);
  const given = splitWords(args, needed);
  if (given.length < needed) return no({ reason: "words-missing", name, needed });

  const numbered = Object.fromEntries(given.map((word, index) => [String(index + 1), word]));
  const filled = fillIn(text, { ...facts, ...numbered, args });
  return ok(needed === 0 && args !== "" ? [filled, args].filter(Boolean).join("\n") : filled);
}

/** At most `count` words; the last takes the rest as it was written. */
function splitWords(text: string, count: number): string[] {
  const words: string[] = [];
  let rest = text;
  while (rest !== "" && words.length < count) {
    const [word = ""] = words.length === count - 1 ? [rest] : (rest.match(/^\S+/) ?? []);
    words.push(word);
    rest = rest.slice(word.length).trimStart();
  }
  return words;
}
