// What a picture or a recording is by its first bytes. A declared type or a file's name is its sender's word and never
// asked.

export type MediaType =
  | "image/png"
  | "image/jpeg"
  | "image/gif"
  | "image/webp"
  | "audio/ogg"
  | "audio/mpeg"
  | "audio/wav"
  | "audio/mp4";

/** null: none of those that a transcript shows or plays (so also SVG, which may carry scripts). */
export function mediaType(bytes: Uint8Array): MediaType | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, ascii("GIF87a")) || startsWith(bytes, ascii("GIF89a"))) return "image/gif";
  if (startsWith(bytes, ascii("OggS"))) return "audio/ogg";
  if (startsWith(bytes, ascii("ID3")) || startsWith(bytes, [0xff, 0xfb])) return "audio/mpeg";
  if (startsWith(bytes.subarray(4), ascii("ftypM4A "))) return "audio/mp4";
  if (!startsWith(bytes, ascii("RIFF"))) return null;
  if (startsWith(bytes.subarray(8), ascii("WEBP"))) return "image/webp";
  return startsWith(bytes.subarray(8), ascii("WAVE")) ? "audio/wav" : null;
}

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
