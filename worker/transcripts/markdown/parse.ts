// Markdown by lines: quotes, headings, lists, code blocks, paragraphs. Discord doesn't nest quotes, and lists end at
// MOST_LEVELS, so the tree's depth is bounded by its shape.

import { parseInline } from "./inline.ts";
import { type Item, nestItems } from "./lists.ts";
import type { Block } from "./nodes.ts";

/** More than four times what a message can hold; anything after it is shown as plain text. */
const LONGEST = 20_000;

export function parseMarkdown(text: string): Block[] {
  const blocks = parseBlocks(text.slice(0, LONGEST), false);
  if (text.length > LONGEST) blocks.push({ type: "paragraph", content: [text.slice(LONGEST)] });
  return blocks;
}

const FENCE = "```";
const HEADING = /^(#{1,3}) +(\S.*)$/;
const SUBTEXT = /^-# +(\S.*)$/;
const ITEM = /^( {0,40})(?:[-*]|(\d{1,9})\.) +(\S.*)$/;
const CONTINUED = /^ {2,40}(\S.*)$/;

function parseBlocks(text: string, insideQuote: boolean): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    const whole = paragraph.join("\n").replace(/^\n|\n$/g, "");
    if (whole.trim() !== "") blocks.push({ type: "paragraph", content: parseInline(whole) });
    paragraph = [];
  };
  const add = (block: Block) => {
    endParagraph();
    blocks.push(block);
  };

  let fence = text.indexOf(FENCE);
  for (let at = 0; at < text.length; ) {
    if (!insideQuote && text.startsWith(">>> ", at)) {
      add({ type: "quote", content: parseBlocks(text.slice(at + 4), true) });
      return blocks;
    }
    const quote = insideQuote ? null : takeLines(text, at, (line) => line.startsWith("> "));
    if (quote !== null) {
      const inner = quote.lines.map((line) => line.slice(2)).join("\n");
      add({ type: "quote", content: parseBlocks(inner, true) });
      at = quote.end;
      continue;
    }
    const line = lineAt(text, at);
    if (fence !== -1 && fence < at) fence = text.indexOf(FENCE, at);
    const code = fence !== -1 && fence < at + line.length ? readFence(text, fence) : null;
    if (code !== null) {
      paragraph.push(text.slice(at, fence));
      add(code.block);
      at = code.end;
      continue;
    }
    const list = takeLines(
      text,
      at,
      (candidate, index) => ITEM.test(candidate) || (index > 0 && CONTINUED.test(candidate)),
    );
    if (list !== null) {
      endParagraph();
      blocks.push(...nestItems(readItems(list.lines)));
      at = list.end;
      continue;
    }
    const [, signs = "", title] = line.match(HEADING) ?? [];
    const small = line.match(SUBTEXT)?.[1];
    if (title !== undefined) {
      add({ type: "heading", level: signs.length === 1 ? 1 : signs.length === 2 ? 2 : 3, content: parseInline(title) });
    } else if (small !== undefined) {
      add({ type: "subtext", content: parseInline(small) });
    } else {
      paragraph.push(line);
    }
    at += line.length + 1;
  }
  endParagraph();
  return blocks;
}

/** A code block whose end exists and that isn't empty. The first line names a language when more follows it. */
function readFence(text: string, at: number): { block: Block; end: number } | null {
  const close = text.indexOf(FENCE, at + FENCE.length);
  const inner = close === -1 ? "" : text.slice(at + FENCE.length, close);
  if (inner.trim() === "") return null;
  const language = inner.match(/^([A-Za-z0-9+#_.-]{1,20})\n/)?.[1] ?? "";
  const code = inner.slice(language.length).replace(/^\n+/, "").replace(/\n$/, "");
  if (code.trim() === "")
    return { block: { type: "code", language: "", text: inner.trim() }, end: afterBreak(text, close) };
  return { block: { type: "code", language, text: code }, end: afterBreak(text, close) };
}

function afterBreak(text: string, close: number): number {
  const end = close + FENCE.length;
  return text[end] === "\n" ? end + 1 : end;
}

function readItems(lines: readonly string[]): Item[] {
  const items: Item[] = [];
  for (const line of lines) {
    const [, indent = "", number, content] = line.match(ITEM) ?? [];
    const last = items.at(-1);
    if (content !== undefined) {
      items.push({ indent: indent.length, start: number === undefined ? null : Number(number), text: content });
    } else if (last !== undefined) {
      last.text += `\n${line.trim()}`;
    }
  }
  return items;
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.slice(at) : text.slice(at, end);
}

/** The lines from `at` on as long as they belong; null when not even the first does. */
function takeLines(
  text: string,
  at: number,
  belongs: (line: string, index: number) => boolean,
): { lines: string[]; end: number } | null {
  const lines: string[] = [];
  let end = at;
  while (end < text.length) {
    const line = lineAt(text, end);
    if (!belongs(line, lines.length)) break;
    lines.push(line);
    end += line.length + 1;
  }
  return lines.length > 0 ? { lines, end } : null;
}
