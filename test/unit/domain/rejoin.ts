// Puts pieces of a text together again, leaving out what was closed and opened at the seams, and giving back what of
// space was lost there.

const OPENED = ["", ">>> ", "> "].flatMap((quote) => ["", "||"].map((spoiler) => `${quote}${spoiler}`));
const LANGUAGE = /^```[\w+.#-]*\n/;
const CLOSED = ["", "```", "\n```"].flatMap((fence) => ["", "||"].map((spoiler) => `${fence}${spoiler}`));

/** As much of `text` as the pieces can make up, in order; all of it when nothing is missing or torn. */
export function rejoin(pieces: readonly string[], text: string): string {
  // Where one may stand in the text: a sign at a seam may be the text's own or not, and only what follows shows which.
  let ends = new Set([0]);
  for (const piece of pieces) {
    const next = new Set<number>();
    for (const end of ends) {
      for (let at = end; at === end || /\s/.test(text[at - 1] ?? ""); at++) {
        for (const body of bodiesOf(piece)) if (text.startsWith(body, at)) next.add(at + body.length);
        if (at >= text.length) break;
      }
    }
    if (next.size === 0) return `${text.slice(0, Math.max(...ends))}[no place for ${JSON.stringify(piece)}]`;
    ends = next;
  }
  return text.slice(0, Math.max(...ends));
}

/** What of a piece may be the text's own. */
function bodiesOf(piece: string): string[] {
  const opened = OPENED.filter((mark) => piece.startsWith(mark)).flatMap((mark) => {
    const rest = piece.slice(mark.length);
    return [rest, rest.replace(LANGUAGE, "")];
  });
  const bodies = opened.flatMap((rest) =>
    CLOSED.filter((mark) => rest.endsWith(mark)).map((mark) => rest.slice(0, rest.length - mark.length)),
  );
  return [...new Set(bodies)].filter((body) => body !== "");
}
