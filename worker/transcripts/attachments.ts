// A message's attachments in R2: copying them from Discord's CDN, finding and loading them. Nothing here holds a whole
// file in memory except `loadAttachment`, whose caller bounds the size.

import type { R2Bucket } from "@cloudflare/workers-types";
import type { Attachment } from "../domain/message.ts";
import { Later } from "../domain/refusal.ts";
import type { Upload } from "../threads/ports.ts";
import { attachmentKey } from "./keys.ts";
import { mediaType } from "./media-type.ts";
import { putStream } from "./put-stream.ts";

export type FetchFile = (url: string) => Promise<Response>;

/** What R2 knows of an attachment: its bytes, that Discord had lost it already, or nothing at all. */
export type AttachmentState = { state: "kept"; size: number } | { state: "gone" } | { state: "absent" };

/** Marks an empty object that stands for a file that Discord didn't have any more; the value is the CDN's status. */
const GONE = "gone";

/** A file whose length nobody says is held in memory: a sticker has at most 512 KiB (Discord: resources/sticker). */
const MOST_UNMEASURED = 1_048_576;

/**
 * Streams the file to R2 unless it lies there already, and returns its size; null: it is gone. A file that the CDN refuses for good is remembered as gone;
 * anything that may pass (5xx, 429, a torn connection, a body of the wrong length) throws Later and leaves nothing.
 */
export async function keepAttachment(
  bucket: R2Bucket,
  fetchFile: FetchFile,
  messageId: string,
  attachment: Attachment,
): Promise<number | null> {
  const key = attachmentKey(messageId, attachment);
  const known = await attempt("looking a file up in R2", () => bucket.head(key));
  if (known !== null) return known.customMetadata?.[GONE] === undefined ? known.size : null;
  const rememberGone = async (why: string) => {
    await attempt("writing to R2", () => bucket.put(key, "", { customMetadata: { [GONE]: why } }));
    return null;
  };

  if (!isWebAddress(attachment.url)) return rememberGone("not-a-link");
  const response = await attempt("fetching an attachment", () => fetchFile(attachment.url));
  if (!response.ok) {
    // An unread body would hold one of the six connections that a Worker may have open.
    await response.body?.cancel().catch(() => {});
    if (!isFinal(response.status)) {
      throw new Later(secondsToWait(response), `Discord's CDN answered ${response.status}`);
    }
    return rememberGone(String(response.status));
  }
  const metadata = { httpMetadata: { contentType: storableType(attachment.contentType) } };
  return attempt("copying an attachment to R2", async () => {
    const { body } = response;
    const length = body === null ? 0 : bodyLength(response, attachment);
    if (body === null || length === 0) {
      const bytes = await response.arrayBuffer();
      if (bytes.byteLength > MOST_UNMEASURED) throw new Error(`${bytes.byteLength} bytes came without their length`);
      await bucket.put(key, bytes, metadata);
      return bytes.byteLength;
    }
    await putStream(bucket, key, length, (target, signal) => body.pipeTo(target, { signal }), metadata);
    return length;
  });
}

/** Repeating it keeps what was kept first. */
export async function uploadAttachment(
  bucket: R2Bucket,
  messageId: string,
  place: number,
  { name, bytes }: Upload,
): Promise<Attachment> {
  const contentType = mediaType(bytes);
  const about = { contentType, url: "", description: null, spoiler: false };
  const attachment = { id: String(place + 1), name, size: bytes.length, ...about };
  const key = attachmentKey(messageId, attachment);
  await attempt("writing a file to R2", async () => {
    if ((await bucket.head(key)) !== null) return;
    await bucket.put(key, bytes, { httpMetadata: { contentType: storableType(contentType) } });
  });
  return attachment;
}

/** What was gone is gone in the copy, too; what was never kept stays absent. */
export async function copyAttachment(
  bucket: R2Bucket,
  fromId: string,
  attachment: Attachment,
  toId: string,
): Promise<void> {
  const to = attachmentKey(toId, attachment);
  await attempt("copying a file within R2", async () => {
    if ((await bucket.head(to)) !== null) return;
    const object = await bucket.get(attachmentKey(fromId, attachment));
    if (object === null) return;
    const { httpMetadata, customMetadata } = object;
    // A stream of R2's own, whose length it knows.
    await bucket.put(to, object.body, {
      ...(httpMetadata ? { httpMetadata } : {}),
      ...(customMetadata ? { customMetadata } : {}),
    });
  });
}

export async function findAttachment(
  bucket: R2Bucket,
  messageId: string,
  attachment: Attachment,
): Promise<AttachmentState> {
  const object = await bucket.head(attachmentKey(messageId, attachment));
  if (object === null) return { state: "absent" };
  return object.customMetadata?.[GONE] === undefined ? { state: "kept", size: object.size } : { state: "gone" };
}

/** A kept file's bytes, as they flow; Later when there are none. */
export async function openAttachment(
  bucket: R2Bucket,
  messageId: string,
  attachment: Attachment,
): Promise<ReadableStream<Uint8Array>> {
  const object = await attempt("reading a file from R2", () => bucket.get(attachmentKey(messageId, attachment)));
  if (object === null || object.customMetadata?.[GONE] !== undefined) throw new Later(5, "a kept file isn't in R2");
  // The types of the runtime and of the platform differ in name only.
  return object.body as unknown as ReadableStream<Uint8Array>;
}

export async function loadAttachment(
  bucket: R2Bucket,
  messageId: string,
  attachment: Attachment,
): Promise<Uint8Array | null> {
  const object = await bucket.get(attachmentKey(messageId, attachment));
  if (object === null) return null;
  const bytes = new Uint8Array(await object.arrayBuffer());
  return object.customMetadata?.[GONE] === undefined ? bytes : null;
}

/** 4xx won't change by asking again, but for those that say "not now". */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429;
}

function secondsToWait(response: Response): number {
  const asked = Number(response.headers.get("retry-after"));
  return Number.isFinite(asked) && asked > 0 ? Math.min(Math.ceil(asked), 300) : 5;
}

/** The transport's own length where it counts the bytes that arrive; a compressed body's doesn't. */
function bodyLength(response: Response, attachment: Attachment): number {
  const encoding = response.headers.get("content-encoding") ?? "identity";
  const declared = response.headers.get("content-length") ?? "";
  return encoding === "identity" && /^\d+$/.test(declared) ? Number(declared) : attachment.size;
}

/** A type that is fit for a header; the sender of the file chose it. */
function storableType(contentType: string | null): string {
  return contentType !== null && /^[\w.+-]{1,64}\/[\w.+-]{1,64}(;[\x20-\x7e]{0,100})?$/.test(contentType)
    ? contentType
    : "application/octet-stream";
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Later(5, `${what} failed`, { cause });
  }
}
