// Which part of a thread its page is to show, read from the address. Everything in there may be made up.

import { readTerms, type Term } from "../../domain/search.ts";
import type { MessageCursor, MessagePlace } from "../../threads/ports.ts";
import { readDay } from "./read-filter.ts";

export interface AskedPart {
  place: MessagePlace;
  /** Words that somebody looked for; empty: none. */
  terms: Term[];
}

/** Without a word about it, the latest part. */
export function readPlace(query: URLSearchParams): AskedPart {
  const text = (name: string) => query.get(name)?.trim().slice(0, 300) ?? "";
  const terms = readTerms(text("find"));
  const since = readDay(text("day")) ?? readTime(text("at"));
  const [after, before] = [readCursor(text("after")), readCursor(text("before"))];
  if (after !== null) return { place: { after }, terms };
  if (before !== null) return { place: { before }, terms };
  if (since !== null) return { place: { since }, terms };
  if (terms.length > 0) return { place: { said: terms }, terms };
  return { place: query.get("from") === "start" ? "start" : "end", terms };
}

const readTime = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

export const writeCursor = ({ sentAt, id }: MessageCursor): string => `${sentAt}.${id}`;

function readCursor(text: string): MessageCursor | null {
  const [, sentAt, id] = /^(\d{1,15})\.(\d{1,20})$/.exec(text) ?? [];
  return sentAt === undefined || id === undefined ? null : { sentAt: Number(sentAt), id };
}
