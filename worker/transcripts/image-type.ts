// What an image is by its first bytes. A declared type or a file's name is its sender's word and never asked.

export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";

/** null: none of the four that a transcript shows (so also SVG, which may carry scripts). */
export function imageType(bytes: Uint8Array): ImageType | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, ascii("GIF87a")) || startsWith(bytes, ascii("GIF89a"))) return "image/gif";
  if (startsWith(bytes, ascii("RIFF")) && startsWith(bytes.subarray(8), ascii("WEBP"))) return "image/webp";
  return null;
}

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
