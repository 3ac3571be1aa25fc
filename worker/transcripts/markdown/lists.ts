// A list's lines, one after the other, become lists inside of lists by their indentation.

import { parseInline } from "./inline.ts";
import type { List } from "./nodes.ts";

export interface Item {
  /** Spaces before the sign. */
  indent: number;
  /** The number of a numbered item; null for a bullet. */
  start: number | null;
  text: string;
}

const MOST_LEVELS = 6;

/** Bullets after numbers at the same level begin a new list. Deeper levels than MOST_LEVELS join the last one. */
export function nestItems(items: readonly Item[]): List[] {
  const outermost: List[] = [];
  const levels: { indent: number; lists: List[] }[] = [];
  for (const item of items) {
    while (levels.length > 1 && item.indent < (levels.at(-1)?.indent ?? 0)) levels.pop();
    const current = levels.at(-1);
    const parent = current?.lists.at(-1)?.items.at(-1);
    if (current === undefined) levels.push({ indent: item.indent, lists: outermost });
    else if (parent && item.indent > current.indent && levels.length < MOST_LEVELS) {
      levels.push({ indent: item.indent, lists: parent.lists });
    }
    const lists = levels.at(-1)?.lists ?? outermost;
    const last = lists.at(-1);
    const entry = { content: parseInline(item.text), lists: [] };
    if (last !== undefined && (last.start === null) === (item.start === null)) last.items.push(entry);
    else lists.push({ type: "list", start: item.start, items: [entry] });
  }
  return outermost;
}
