// A message's words on one line, as a hint at it: its markdown read, not shown; spoilers stay hidden.

import type { Block, Inline, List } from "../markdown/nodes.ts";
import { parseMarkdown } from "../markdown/parse.ts";
import type { Names } from "./rich-text.tsx";
import { discordTime } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

/** At most `longest` characters, and `…` when there is more. `""`: it has no words. */
export function oneLine(text: string, names: Names, longest: number): string {
  const words = parseMarkdown(visibleText(text))
    .map((block) => ofBlock(block, names))
    .join(" ");
  const letters = [...words.replace(/\s+/g, " ").trim()];
  return letters.length > longest ? `${letters.slice(0, longest).join("")}…` : letters.join("");
}

function ofBlock(block: Block, names: Names): string {
  switch (block.type) {
    case "code":
      return block.text;
    case "quote":
      return block.content.map((inner) => ofBlock(inner, names)).join(" ");
    case "list":
      return ofList(block, names);
    default:
      return ofInline(block.content, names);
  }
}

const ofList = ({ items }: List, names: Names): string =>
  items
    .flatMap(({ content, lists }) => [ofInline(content, names), ...lists.map((list) => ofList(list, names))])
    .join(" ");

const ofInline = (content: readonly Inline[], names: Names): string =>
  content.map((node) => ofNode(node, names)).join("");

function ofNode(node: Inline, names: Names): string {
  if (typeof node === "string") return node;
  switch (node.type) {
    case "spoiler":
      return "(spoiler)";
    case "code":
    case "mention":
      return node.text;
    case "user":
      return `@${visibleName(names.get(node.id) ?? node.id)}`;
    case "role":
      return `@role ${node.id}`;
    case "channel":
      return `#channel ${node.id}`;
    case "emoji":
      return `:${node.name}:`;
    case "time":
      return discordTime(node.seconds, node.style);
    default:
      return ofInline(node.content, names);
  }
}
