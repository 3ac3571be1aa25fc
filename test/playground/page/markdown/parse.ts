// Discord's markdown as blocks: code blocks first, then line by line. Within a line: parse-inline.ts.

import { parseInline } from "./parse-inline.ts";
import type { Block } from "./tree.ts";

const FENCE = /```(?:([\w+#.-]+)?\n)?([\s\S]*?[^\s`][\s\S]*?)```/g;

export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const match of text.matchAll(FENCE)) {
    blocks.push(...parseLines(trimBreaks(text.slice(at, match.index))));
    blocks.push({ type: "code", language: match[1] ?? "", text: (match[2] ?? "").replace(/\n$/, "") });
    at = match.index + match[0].length;
  }
  blocks.push(...parseLines(trimBreaks(text.slice(at))));
  return blocks;
}

function trimBreaks(text: string): string {
  return text.replace(/^\n/, "").replace(/\n$/, "");
}

function parseLines(text: string): Block[] {
  if (text.trim() === "") return [];
  const lines = text.split("\n");
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ type: "paragraph", children: parseInline(paragraph.join("\n")) });
    paragraph = [];
  };

  for (let row = 0; row < lines.length; row += 1) {
    const line = lines[row] ?? "";
    const heading = /^(#{1,3}) +(.+)$/.exec(line);
    const subtext = /^-# +(.+)$/.exec(line);
    const item = /^( *)(?:[-*]|(\d+)\.) +(.*)$/.exec(line);
    if (line.startsWith(">>> ")) {
      flush();
      const rest = [line.slice(4), ...lines.slice(row + 1)].join("\n");
      blocks.push({ type: "quote", blocks: parseLines(rest) });
      break;
    }
    if (line.startsWith("> ")) {
      flush();
      const quoted: string[] = [];
      while (lines[row]?.startsWith("> ")) {
        quoted.push((lines[row] ?? "").slice(2));
        row += 1;
      }
      row -= 1;
      blocks.push({ type: "quote", blocks: parseLines(quoted.join("\n")) });
    } else if (heading) {
      flush();
      const level = Math.min(heading[1]?.length ?? 1, 3) as 1 | 2 | 3;
      blocks.push({ type: "heading", level, children: parseInline(heading[2] ?? "") });
    } else if (subtext) {
      flush();
      blocks.push({ type: "subtext", children: parseInline(subtext[1] ?? "") });
    } else if (item) {
      flush();
      addItem(blocks, item);
    } else paragraph.push(line);
  }
  flush();
  return blocks;
}

/** Continues the list above when it is of the same kind and depth. */
function addItem(blocks: Block[], [, indent = "", number, text = ""]: RegExpExecArray): void {
  const depth = Math.min(Math.floor(indent.length / 2), 5);
  const ordered = number !== undefined;
  const last = blocks.at(-1);
  if (last?.type === "list" && last.ordered === ordered && last.depth === depth) {
    last.items.push(parseInline(text));
    return;
  }
  blocks.push({ type: "list", ordered, start: Number(number ?? 1), items: [parseInline(text)], depth });
}
