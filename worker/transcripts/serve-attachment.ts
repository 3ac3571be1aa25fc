// A kept file as an answer to a browser. Who may have it was decided before; here, what its sender called it can't make
// the browser run anything.

import type { R2Bucket } from "@cloudflare/workers-types";
import type { Attachment } from "../domain/message.ts";
import { findAttachment } from "./attachments.ts";
import { attachmentKey } from "./keys.ts";

/** What a browser may show by itself: pictures made of pixels, sound, film. Everything else is saved. */
const SHOWN =
  /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/(?:mpeg|ogg|wav|x-wav|mp4|x-m4a|aac|flac|webm)|video\/(?:mp4|webm|ogg|quicktime))$/;

/** null: not kept. A single range is honoured, as players and interrupted downloads ask for one. */
export async function serveAttachment(
  bucket: R2Bucket,
  messageId: string,
  attachment: Attachment,
  asked: Headers,
): Promise<Response | null> {
  const found = await findAttachment(bucket, messageId, attachment);
  if (found.state !== "kept") return null;
  const range = readRange(asked.get("range"), found.size);
  const headers = new Headers({ ...PROTECTION, ...descriptionOf(attachment), "accept-ranges": "bytes" });
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${found.size}`);
    return new Response(null, { status: 416, headers });
  }
  const object = await bucket.get(attachmentKey(messageId, attachment), range === null ? {} : { range });
  if (object === null) return null;
  headers.set("content-length", String(range?.length ?? found.size));
  if (range !== null) {
    headers.set("content-range", `bytes ${range.offset}-${range.offset + range.length - 1}/${found.size}`);
  }
  // The types of the runtime and of the platform differ in name only.
  return new Response(object.body as unknown as BodyInit, { status: range === null ? 200 : 206, headers });
}

const PROTECTION = {
  "content-security-policy":
    "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "cache-control": "private, no-store",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

function descriptionOf({ name, contentType }: Attachment): Record<string, string> {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const isShown = SHOWN.test(type);
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return {
    "content-type": isShown ? type : "application/octet-stream",
    "content-disposition": `${isShown ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${exact}`,
  };
}

/** null: all of it. Of several ranges, or what is none, all of it is sent, too (RFC 9110, section 14.2). */
function readRange(asked: string | null, size: number): { offset: number; length: number } | "unsatisfiable" | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  const offset = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size : Math.min(size, Number(to) + 1);
  return end > offset ? { offset, length: end - offset } : "unsatisfiable";
}
