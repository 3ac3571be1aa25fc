// Cutting a text that is too long for one message, where a person would cut it. Pure; knows as much of Discord's markdown
// as that takes.

/**
 * Pieces of at most `limit` UTF-16 units, in order. They are cut between paragraphs, lines, sentences or words, never in a
 * mention, an emoji, a link or a character. A code block, spoiler or quote that must be cut is closed and opened again
 * (with its language); all else is unchanged, so that the pieces make up the text. `limit` is at least 200.
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const { at, close, open } = bestCut(rest, limit);
    pieces.push(rest.slice(0, at) + close);
    rest = open + rest.slice(at);
  }
  pieces.push(rest);
  return pieces.filter((piece) => piece.trim() !== "");
}

/** A stretch from `start` to before `end`. */
interface Span {
  start: number;
  end: number;
}

/** A stretch that can be closed and opened again. */
interface Wrapped extends Span {
  open: string;
  close: string;
}

interface Cut {
  at: number;
  close: string;
  open: string;
}

/** The best kind first: after a paragraph, a line, a line within a block, a sentence, a word. */
const KINDS = 5;

function bestCut(text: string, limit: number): Cut {
  const { wrapped, whole } = readSpans(text);
  const best: (Cut | undefined)[] = [];
  let anywhere: Cut | undefined;
  for (let at = limit; at > 0; at--) {
    const cut = cutAt(text, at, wrapped);
    if (at + cut.close.length > limit || whole.some((span) => isWithin(span, at))) continue;
    if (at >= limit / 2) best[kindOf(text, at, cut)] ??= cut;
    if (anywhere === undefined && isCharacterEnd(text, at)) anywhere = cut;
    if (at < limit / 2 && anywhere !== undefined) break;
  }
  // Nothing but one endless link: even that has to be cut.
  return best.slice(0, KINDS).find(Boolean) ?? anywhere ?? { at: characterEnd(text, limit), close: "", open: "" };
}

/** `at` lies behind a whole number of words, or the kind is none. */
function kindOf(text: string, at: number, { open }: Cut): number {
  const before = text.slice(Math.max(0, at - 8), at);
  const isOutside = open === "";
  if (isOutside && before.endsWith("\n\n") && text[at] !== "\n") return 0;
  if (before.endsWith("\n")) return isOutside ? 1 : 2;
  if (/[.!?…。！？]["'”’»)\]*_]*\s$/.test(before)) return 3;
  if (/\s$/.test(before) && !/\s/.test(text[at] ?? "")) return 4;
  return KINDS;
}

/** What a cut here has to close, the inner first, and to open again, the outer first. */
function cutAt(text: string, at: number, wrapped: readonly Wrapped[]): Cut {
  const around = wrapped.filter((span) => isWithin(span, at)).sort((a, b) => a.start - b.start);
  const close = around
    .toReversed()
    .map((span) => span.close)
    .join("");
  const afterLine = text[at - 1] === "\n";
  return { at, close: afterLine ? close.replace(/^\n/, "") : close, open: around.map((span) => span.open).join("") };
}

const isWithin = ({ start, end }: Span, at: number): boolean => start < at && at < end;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Longer than any character that people see as one. */
const LONGEST_CHARACTER = 64;

/** The last end of a whole character (emoji with skin tone, family, flag) at or before `at`. */
function characterEnd(text: string, at: number): number {
  const from = Math.max(0, at - LONGEST_CHARACTER);
  const around = graphemes.segment(text.slice(from, at + LONGEST_CHARACTER));
  const end = from + (around.containing(at - from)?.index ?? at - from);
  return end > from ? end : at;
}

const isCharacterEnd = (text: string, at: number): boolean => characterEnd(text, at) === at;

const CODE_BLOCK = /```(?:([\w+.#-]+)\n|\n)?[\s\S]+?```/g;
const INLINE_CODE = /(`+)(?!`)[^\n]+?(?<!`)\1(?!`)/g;
const SPOILER = /\|\|[\s\S]+?\|\|/g;
const QUOTE = /^>>> [\s\S]*/m;
const QUOTED_LINE = /^> .*$/gm;
/** Mentions, custom emoji, times, commands, links in every form. */
const WHOLE = /<[^\s<>]+(?: [^<>\n]*)?>|\[[^\]\n]*\]\([^)\s]*\)|https?:\/\/\S+/g;

/** `whole` includes what opens and closes a wrapped stretch, and the first and last character within it. */
function readSpans(text: string): { wrapped: Wrapped[]; whole: Span[] } {
  const blocks = spansOf(text, CODE_BLOCK, (found, [, language = ""]) => ({
    ...found,
    open: `\`\`\`${language}\n`,
    close: "\n```",
  }));
  let bare = masked(text, blocks);
  const code = spansOf(bare, INLINE_CODE, (found) => found);
  bare = masked(bare, code);
  const spoilers = spansOf(bare, SPOILER, (found) => ({ ...found, open: "||", close: "||" }));
  // A quote opened again behind the mark of a spoiler would be none: it begins a line.
  const plain = masked(bare, spoilers);
  const quoteAt = plain.search(QUOTE);
  const quoted = spansOf(quoteAt === -1 ? plain : plain.slice(0, quoteAt), QUOTED_LINE, (found) => ({
    ...found,
    open: "> ",
    close: "",
  }));
  const quote = quoteAt === -1 ? [] : [{ start: quoteAt, end: text.length, open: ">>> ", close: "" }];
  const wrapped = [...blocks, ...spoilers, ...quoted, ...quote];
  const edges = wrapped.flatMap(({ start, end, open, close }) => [
    { start, end: Math.min(end, start + open.length + 1) },
    ...(close === "" ? [] : [{ start: Math.max(start, end - close.length - 1), end }]),
  ]);
  return { wrapped, whole: [...edges, ...code, ...spansOf(bare, WHOLE, (found) => found)] };
}

const spansOf = <T>(text: string, pattern: RegExp, make: (span: Span, match: RegExpMatchArray) => T): T[] =>
  [...text.matchAll(pattern)].map((match) => make({ start: match.index, end: match.index + match[0].length }, match));

/** The same text with these stretches made meaningless. */
const masked = (text: string, spans: readonly Span[]): string =>
  spans.reduce((left, { start, end }) => left.slice(0, start) + "x".repeat(end - start) + left.slice(end), text);
