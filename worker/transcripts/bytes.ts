// Bytes that are put together without passing through long strings: a page of several megabytes would be held twice.

/** Text and bytes in order; `size` is what they come to. */
export class ByteParts {
  size = 0;
  readonly #parts: (Uint8Array | ByteParts)[] = [];

  /** Returns the part's place, for `replace`. What is added as ByteParts must not grow afterwards. */
  add(part: string | Uint8Array | ByteParts): number {
    const bytes = typeof part === "string" ? encoder.encode(part) : part;
    this.size += sizeOf(bytes);
    return this.#parts.push(bytes) - 1;
  }

  sizeAt(place: number): number {
    return sizeOf(this.#parts[place]);
  }

  replace(place: number, part: ByteParts): void {
    this.size += part.size - this.sizeAt(place);
    this.#parts[place] = part;
  }

  /** One piece; until it is let go, the parts are held as well. */
  join(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const piece of this.pieces()) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  *pieces(): Generator<Uint8Array> {
    for (const part of this.#parts) {
      if (part instanceof ByteParts) yield* part.pieces();
      else yield part;
    }
  }
}

const encoder = new TextEncoder();

const sizeOf = (part: Uint8Array | ByteParts | undefined): number =>
  part instanceof ByteParts ? part.size : (part?.length ?? 0);

const ALPHABET = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PADDING = 61;

export const base64Length = (byteCount: number): number => Math.ceil(byteCount / 3) * 4;

/** Base64 as ASCII bytes rather than as a string. */
export function base64(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(base64Length(bytes.length)).fill(PADDING);
  const digit = (value: number) => ALPHABET[value & 63] ?? PADDING;
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[from], bytes[from + 1], bytes[from + 2]];
    text[to] = digit(a >> 2);
    text[to + 1] = digit((a << 4) | (b >> 4));
    if (from + 1 < bytes.length) text[to + 2] = digit((b << 2) | (c >> 6));
    if (from + 2 < bytes.length) text[to + 3] = digit(c);
    to += 4;
  }
  return text;
}
