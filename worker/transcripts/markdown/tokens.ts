// The self-contained pieces of a line: code spans, links, and what Discord writes in angle brackets. Each reader looks
// at one place and returns what stands there, or null when it is ordinary text.

import type { Inline } from "./nodes.ts";

export interface Token {
  node: Inline;
  /** Where the text goes on. */
  end: number;
}

const LAST_SECOND = 8_640_000_000_000;
const USER = /^@!?(\d{1,20})$/;
const ROLE = /^@&(\d{1,20})$/;
const CHANNEL = /^#(\d{1,20})$/;
const EMOJI = /^a?:(\w{1,64}):\d{1,20}$/;
const TIME = /^t:(-?\d{1,13})(?::([tTdDfFsSR]))?$/;
const COMMAND = /^\/([^\s:<>]{1,32}(?: [^\s:<>]{1,32}){0,2}):\d{1,20}$/;

/** `<@1>`, `<#1>`, `<:name:1>`, `<t:1>`, `</name:1>`, `<https://…>`. */
export function readAngle(text: string, at: number, insideLink: boolean): Token | null {
  // The longest of these is an address; Discord takes none longer.
  const inner = text.slice(at + 1, at + 2050).match(/^[^<>\n]+(?=>)/)?.[0];
  if (inner === undefined) return null;
  const end = at + inner.length + 2;
  const node = readAngleContent(inner, insideLink);
  return node === null ? null : { node, end };
}

function readAngleContent(inner: string, insideLink: boolean): Inline | null {
  const user = inner.match(USER)?.[1];
  if (user !== undefined) return { type: "user", id: user };
  const role = inner.match(ROLE)?.[1];
  if (role !== undefined) return { type: "role", id: role };
  const channel = inner.match(CHANNEL)?.[1];
  if (channel !== undefined) return { type: "channel", id: channel };
  const emoji = inner.match(EMOJI)?.[1];
  if (emoji !== undefined) return { type: "emoji", name: emoji };
  const command = inner.match(COMMAND)?.[1];
  if (command !== undefined) return { type: "mention", text: `/${command}` };
  const [, seconds, style = "f"] = inner.match(TIME) ?? [];
  if (seconds !== undefined && Math.abs(Number(seconds)) <= LAST_SECOND) {
    return { type: "time", seconds: Number(seconds), style };
  }
  return insideLink || /\s/.test(inner) ? null : link(inner, [inner], false);
}

/** `unclosed` remembers which lengths of backticks have no end further on, so that none is searched for twice. */
export function readCode(text: string, at: number, unclosed: Set<number>): Token | null {
  const ticks = /`+/g;
  ticks.lastIndex = at;
  const opening = ticks.exec(text)?.[0].length ?? 0;
  const asText: Token = { node: "`".repeat(opening), end: at + opening };
  if (unclosed.has(opening)) return asText;
  for (let run = ticks.exec(text); run !== null; run = ticks.exec(text)) {
    if (run[0].length !== opening) continue;
    return { node: { type: "code", text: text.slice(at + opening, run.index) }, end: ticks.lastIndex };
  }
  unclosed.add(opening);
  return asText;
}

const TARGET =
  /\(\s{0,8}<?(https?:\/\/[^\s<>()]{1,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()]{0,200}){0,8})>?(?:\s{1,8}"[^"\n]{0,500}")?\s{0,8}\)/iy;

/** `[label](https://…)`. A label holds no brackets. */
export function readMaskedLink(text: string, at: number, parseLabel: (label: string) => Inline[]): Token | null {
  const label = text.slice(at + 1, at + 1001).match(/^[^[\]]+(?=\]\()/)?.[0];
  if (label === undefined || label.trim() === "") return null;
  TARGET.lastIndex = at + label.length + 2;
  const address = TARGET.exec(text)?.[1];
  if (address === undefined) return null;
  const node = link(address, parseLabel(label), label !== address);
  return node === null ? null : { node, end: TARGET.lastIndex };
}

const ADDRESS = /https?:\/\/[^\s<]{1,2000}/iy;

/**
 * A bare address. It ends before the sign of an emphasis that is open around it; punctuation that ends a sentence and a
 * `)` that it didn't open don't belong to it either.
 */
export function readPlainLink(text: string, at: number, openSigns: readonly string[]): Token | null {
  ADDRESS.lastIndex = at;
  let address = ADDRESS.exec(text)?.[0];
  if (address === undefined) return null;
  for (const sign of openSigns) {
    const cut = sign.startsWith("_") ? -1 : address.indexOf(sign);
    if (cut !== -1) address = address.slice(0, cut);
  }
  address = trimEnd(address, openSigns.includes("_") || openSigns.includes("__"));
  const node = link(address, [address], false);
  return node === null ? null : { node, end: at + address.length };
}

function trimEnd(address: string, trimUnderscores: boolean): string {
  let unopened = count(address, ")") - count(address, "(");
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ")" && unopened > 0) unopened -= 1;
    else if (!(/[.,:;"'!?\]]/.test(last) || (trimUnderscores && last === "_"))) break;
  }
  return address.slice(0, end);
}

function link(address: string, content: Inline[], masked: boolean): Inline | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  return { type: "link", href: new URL(address).href, masked, content };
}

const count = (text: string, letter: string): number => text.split(letter).length - 1;
