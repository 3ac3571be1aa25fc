// Small valid pictures of each format a sticker or emoji comes in, made here so that no binary file has to be kept.

import { crc32, deflateSync } from "node:zlib";

const SIZE = 160;

type Colour = [red: number, green: number, blue: number];
type Chunk = [name: string, data: Uint8Array];

/** A disc of this colour on nothing. */
export function png(colour: Colour): Uint8Array {
  return pngFile(["IHDR", header()], ["IDAT", disc(colour)]);
}

/** Two discs of different colour by turns, half a second each. */
export function apng(first: Colour, second: Colour): Uint8Array {
  const count = words(2, 0);
  return pngFile(
    ["IHDR", header()],
    ["acTL", count],
    ["fcTL", frameControl(0)],
    ["IDAT", disc(first)],
    ["fcTL", frameControl(1)],
    ["fdAT", joined(words(2), disc(second))],
  );
}

/** A plain square of this colour. LZW without compression: a clear code before the table would grow. */
export function gif([red, green, blue]: Colour): Uint8Array {
  const size = [SIZE & 255, SIZE >> 8];
  const screen = [...Buffer.from("GIF89a"), ...size, ...size, 0x80, 0, 0, red, green, blue, 0, 0, 0];
  const image = [0x2c, 0, 0, 0, 0, ...size, ...size, 0, 7];
  // 8-bit codes: 128 clears, 129 ends, 0 is the colour. A table of 130 grows to 9 bits after 126 more entries.
  const codes: number[] = [];
  for (let pixel = 0; pixel < SIZE * SIZE; pixel += 1) {
    if (pixel % 100 === 0) codes.push(128);
    codes.push(0);
  }
  codes.push(129);
  const blocks: number[] = [];
  for (let at = 0; at < codes.length; at += 255) {
    const block = codes.slice(at, at + 255);
    blocks.push(block.length, ...block);
  }
  return Uint8Array.from([...screen, ...image, ...blocks, 0, 0x3b]);
}

/** A disc as a Lottie animation: JSON, as Discord's own stickers are. */
export function lottie([red, green, blue]: Colour): Uint8Array {
  const still = (k: unknown) => ({ a: 0, k });
  const shape = {
    ty: "gr",
    it: [
      { ty: "el", p: still([SIZE / 2, SIZE / 2]), s: still([SIZE - 20, SIZE - 20]) },
      { ty: "fl", c: still([red / 255, green / 255, blue / 255, 1]), o: still(100) },
      { ty: "tr", p: still([0, 0]), a: still([0, 0]), s: still([100, 100]), r: still(0), o: still(100) },
    ],
  };
  const ks = { o: still(100), r: still(0), p: still([0, 0, 0]), a: still([0, 0, 0]), s: still([100, 100, 100]) };
  const layer = { ty: 4, nm: "disc", ip: 0, op: 60, st: 0, ks, shapes: [shape] };
  const animation = { v: "5.7.0", fr: 30, ip: 0, op: 60, w: SIZE, h: SIZE, nm: "disc", layers: [layer] };
  return new TextEncoder().encode(JSON.stringify(animation));
}

/** Eight bits each of red, green, blue and opacity. */
function header(): Uint8Array {
  return joined(words(SIZE, SIZE), Uint8Array.from([8, 6, 0, 0, 0]));
}

function frameControl(sequence: number): Uint8Array {
  return joined(words(sequence, SIZE, SIZE, 0, 0), Uint8Array.from([0, 1, 0, 2, 0, 0]));
}

function disc(colour: Colour): Uint8Array {
  const rows = new Uint8Array(SIZE * (1 + SIZE * 4));
  const middle = (SIZE - 1) / 2;
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      if (Math.hypot(x - middle, y - middle) > middle - 10) continue;
      rows.set([...colour, 255], y * (1 + SIZE * 4) + 1 + x * 4);
    }
  }
  return deflateSync(rows);
}

function pngFile(...chunks: Chunk[]): Uint8Array {
  const all: Chunk[] = [...chunks, ["IEND", new Uint8Array()]];
  const signature = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return joined(
    signature,
    ...all.map(([name, data]) => {
      const body = joined(new TextEncoder().encode(name), data);
      return joined(words(data.byteLength), body, words(crc32(body)));
    }),
  );
}

/** 32-bit numbers, the most significant byte first. */
function words(...numbers: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  for (const [index, number] of numbers.entries()) view.setUint32(index * 4, number);
  return new Uint8Array(view.buffer);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
