// Discord's markdown within a line: emphasis, code, spoilers, links, mentions, timestamps. Never yields HTML.

import type { Inline } from "./tree.ts";

type Rule = { pattern: RegExp; make: (match: RegExpExecArray) => Inline[] | Inline };

const wrap =
  (...types: Extract<Inline, { children: Inline[] }>["type"][]) =>
  (match: RegExpExecArray): Inline =>
    types.reduceRight<Inline[]>(
      (children, type) => [{ type: type as "bold", children }],
      parseInline(match[1] ?? ""),
    )[0] ?? { type: "text", text: match[0] };

const link = (url: string, label = url): Inline => ({ type: "link", url, children: [{ type: "text", text: label }] });

/** Tried in this order at each place; the first that matches wins. */
const RULES: Rule[] = [
  { pattern: /\\([^\p{L}\p{N}\s])/uy, make: ([, sign = ""]) => ({ type: "text", text: sign }) },
  { pattern: /``([\s\S]+?)``(?!`)/y, make: ([, text = ""]) => ({ type: "code", text: text.trim() }) },
  { pattern: /`([^`]+)`/y, make: ([, text = ""]) => ({ type: "code", text }) },
  { pattern: /\*\*\*(?=\S)([\s\S]+?)\*\*\*/y, make: wrap("bold", "italic") },
  { pattern: /\*\*(?=\S)([\s\S]+?)\*\*(?!\*)/y, make: wrap("bold") },
  { pattern: /__([\s\S]+?)__(?!_)/y, make: wrap("underline") },
  { pattern: /\*(?=[^\s*])([\s\S]+?)(?<!\s)\*(?!\*)/y, make: wrap("italic") },
  { pattern: /(?<![\p{L}\p{N}])_(?=\S)([^_]+?)_(?![\p{L}\p{N}])/uy, make: wrap("italic") },
  { pattern: /~~(?=\S)([\s\S]+?)~~/y, make: wrap("strike") },
  { pattern: /\|\|([\s\S]+?)\|\|/y, make: wrap("spoiler") },
  { pattern: /<@!?(\d+)>/y, make: ([, id = ""]) => ({ type: "user", id }) },
  { pattern: /<@&(\d+)>/y, make: ([, id = ""]) => ({ type: "role", id }) },
  { pattern: /<#(\d+)>/y, make: ([, id = ""]) => ({ type: "channel", id }) },
  { pattern: /<\/([^:>]+):\d+>/y, make: ([, name = ""]) => ({ type: "command", name }) },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y,
    make: ([, seconds, style = "f"]) => ({ type: "time", seconds: Number(seconds), style }),
  },
  {
    pattern: /<(a?):(\w+):(\d+)>/y,
    make: ([, animated, name = "", id = ""]) => ({ type: "emoji", name, id, animated: animated === "a" }),
  },
  { pattern: /@(everyone|here)\b/y, make: ([text]) => ({ type: "everyone", text }) },
  {
    pattern: /\[((?:[^[\]]|\[[^[\]]*\])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y,
    make: ([, label = "", url = ""]) => ({ type: "link", url, children: parseInline(label) }),
  },
  { pattern: /<(https?:\/\/[^\s>]+)>/y, make: ([, url = ""]) => link(url) },
  { pattern: /https?:\/\/[^\s<>]*[^\s<>.,:;!?"')\]|*_~]/y, make: ([url]) => link(url) },
];

export function parseInline(text: string): Inline[] {
  const found: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") found.push({ type: "text", text: plain });
    plain = "";
  };
  let at = 0;
  while (at < text.length) {
    const next = firstMatch(text, at);
    if (!next) {
      plain += text[at];
      at += 1;
      continue;
    }
    const made = next.rule.make(next.match);
    if (!Array.isArray(made) && made.type === "text") plain += made.text;
    else {
      flush();
      found.push(...(Array.isArray(made) ? made : [made]));
    }
    at += next.match[0].length;
  }
  flush();
  return found;
}

/** Most characters can't begin anything: looking at one is cheaper than trying twenty patterns. */
const MAY_BEGIN = /[\\`*_~|<@[h]/;

function firstMatch(text: string, at: number): { rule: Rule; match: RegExpExecArray } | null {
  if (!MAY_BEGIN.test(text[at] ?? "")) return null;
  for (const rule of RULES) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (match) return { rule, match };
  }
  return null;
}
