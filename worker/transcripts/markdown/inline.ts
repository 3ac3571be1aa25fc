// Markdown inside a line or paragraph: emphasis, code, links, mentions. One pass from left to right; each kind of
// emphasis is open at most once at a time, so that nesting is at most seven deep and time grows with the length.

import type { Inline } from "./nodes.ts";
import { readAngle, readCode, readMaskedLink, readPlainLink, type Token } from "./tokens.ts";

const MARKS = {
  "**": "strong",
  "*": "em",
  __: "underline",
  _: "em",
  "~~": "strike",
  "||": "spoiler",
} as const;

type Delimiter = keyof typeof MARKS;

interface Frame {
  /** null: the paragraph itself. */
  delimiter: Delimiter | null;
  content: Inline[];
}

const PLAIN = /[^\\`<[hH@*_~|¯]+/y;
const RUN = /\*+|_+|~+|\|+/y;
const SHRUG = "¯\\_(ツ)_/¯";

/** `insideLink` leaves addresses as they are: links don't nest. */
export function parseInline(text: string, insideLink = false): Inline[] {
  const root: Frame = { delimiter: null, content: [] };
  const frames: Frame[] = [root];
  const unclosedCode = new Set<number>();
  const top = () => frames.at(-1) ?? root;
  const openSigns = () => frames.flatMap(({ delimiter }) => delimiter ?? []);

  /** Closes every frame above `height`; what was never ended by its sign was text all along. */
  const dropUnclosed = (height: number) => {
    while (frames.length > height) {
      const frame = frames.pop();
      if (frame?.delimiter) append(top().content, frame.delimiter);
      for (const node of frame?.content ?? []) append(top().content, node);
    }
  };

  const sign = (delimiter: Delimiter, canOpen: boolean, canClose: boolean) => {
    const height = frames.findIndex((frame) => frame.delimiter === delimiter);
    if (height === -1 && canOpen) {
      frames.push({ delimiter, content: [] });
    } else if (height !== -1 && canClose) {
      dropUnclosed(height + 1);
      const closed = frames.pop();
      const content = closed?.content ?? [];
      append(top().content, content.length > 0 ? { type: MARKS[delimiter], content } : delimiter + delimiter);
    } else {
      append(top().content, delimiter);
    }
  };

  const readToken = (at: number): Token | null => {
    switch (text[at]) {
      case "\\":
        return /[^0-9A-Za-z\s]/.test(text[at + 1] ?? " ") ? { node: text.charAt(at + 1), end: at + 2 } : null;
      case "`":
        return readCode(text, at, unclosedCode);
      case "<":
        return readAngle(text, at, insideLink);
      case "[":
        return insideLink ? null : readMaskedLink(text, at, (label) => parseInline(label, true));
      case "h":
      case "H":
        return insideLink ? null : readPlainLink(text, at, openSigns());
      case "@": {
        const everyone = ["@everyone", "@here"].find((name) => text.startsWith(name, at));
        return everyone ? { node: { type: "mention", text: everyone }, end: at + everyone.length } : null;
      }
      case "¯":
        return text.startsWith(SHRUG, at) ? { node: SHRUG, end: at + SHRUG.length } : null;
      default:
        return null;
    }
  };

  for (let at = 0; at < text.length; ) {
    const run = matchAt(RUN, text, at);
    if (run !== null) {
      const before = text[at - 1] ?? "";
      const after = text[at + run.length] ?? "";
      for (const part of splitRun(run, frames)) {
        if (isDelimiter(part)) sign(part, mayOpen(part, before, after), mayClose(part, before, after));
        else append(top().content, part);
      }
      at += run.length;
      continue;
    }
    const token = readToken(at);
    const plain = token === null ? (matchAt(PLAIN, text, at) ?? text.charAt(at)) : "";
    append(top().content, token?.node ?? plain);
    at = token?.end ?? at + plain.length;
  }
  dropUnclosed(1);
  return root.content;
}

/** Which signs a run of one character stands for; a run that fits none stays whole. */
function splitRun(run: string, frames: readonly Frame[]): string[] {
  const [letter = ""] = run;
  if (run.length <= 2 || run.length > 3 || (letter !== "*" && letter !== "_")) return [run];
  // `***`: what was opened last is closed first.
  const open = frames.flatMap(({ delimiter }) => (delimiter?.startsWith(letter) ? [delimiter] : [])).reverse();
  const first = open[0]?.length ?? 2;
  return [letter.repeat(first), letter.repeat(3 - first)];
}

const isDelimiter = (text: string): text is Delimiter => Object.hasOwn(MARKS, text);
const isWord = (letter: string) => /[\p{Letter}\p{Number}]/u.test(letter);

function mayOpen(delimiter: Delimiter, before: string, after: string): boolean {
  if (delimiter === "*") return /\S/.test(after);
  if (delimiter === "_") return /\S/.test(after) && !isWord(before);
  return after !== "";
}

function mayClose(delimiter: Delimiter, before: string, after: string): boolean {
  if (delimiter === "*") return /\S/.test(before);
  if (delimiter === "_") return !isWord(after);
  return true;
}

function append(content: Inline[], node: Inline): void {
  const last = content.at(-1);
  if (typeof node === "string" && typeof last === "string") content[content.length - 1] = last + node;
  else if (node !== "") content.push(node);
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
