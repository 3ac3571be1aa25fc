// A voice message as Discord's clients record them, Ogg Opus with one channel of 48 kHz, in which nothing is said.

import { randomBytes } from "node:crypto";

/** What an encoder makes of 20 milliseconds of silence. */
const SILENCE = Uint8Array.from([0xf8, 0xff, 0xfe]);
const FRAME_SAMPLES = 960;
const FRAMES_PER_PAGE = 50;

export function silentVoice(seconds: number): Uint8Array {
  const serial = randomBytes(4).readUInt32LE();
  const frames = Math.max(1, Math.round(seconds * 50));
  const pages = [page(serial, 0, 2, 0, [opusHead()]), page(serial, 1, 0, 0, [opusTags()])];
  for (let done = 0; done < frames; ) {
    const count = Math.min(FRAMES_PER_PAGE, frames - done);
    done += count;
    const packets = Array.from({ length: count }, () => SILENCE);
    pages.push(page(serial, pages.length, done === frames ? 4 : 0, done * FRAME_SAMPLES, packets));
  }
  return new Uint8Array(Buffer.concat(pages));
}

/** Loudness for the picture of a voice message: one byte each 100 ms, at most 256, in base64. */
export function waveformOf(seconds: number): string {
  const points = Math.min(256, Math.max(1, Math.round(seconds * 10)));
  return Buffer.from(Array.from({ length: points }, (_, at) => Math.round(127 + 120 * Math.sin(at)))).toString(
    "base64",
  );
}

function opusHead(): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead");
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt32LE(48_000, 12);
  return head;
}

function opusTags(): Buffer {
  const vendor = Buffer.from("Modmail");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(vendor.byteLength);
  return Buffer.concat([Buffer.from("OpusTags"), size, vendor, Buffer.alloc(4)]);
}

/** `kind`: 2 begins the stream, 4 ends it. `position`: samples up to the end of this page. */
function page(serial: number, sequence: number, kind: number, position: number, packets: Uint8Array[]): Buffer {
  const head = Buffer.alloc(27);
  head.write("OggS");
  head.writeUInt8(kind, 5);
  head.writeBigUInt64LE(BigInt(position), 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt32LE(sequence, 18);
  head.writeUInt8(packets.length, 26);
  const lengths = Buffer.from(packets.map((packet) => packet.byteLength));
  const whole = Buffer.concat([head, lengths, ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

/** Ogg's CRC-32: the polynomial of all others, unreflected and starting with zero. */
function checksum(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
