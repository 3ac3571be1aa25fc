// Reads a request's body as Discord does: JSON, or multipart with payload_json and files[n]. What is in it isn't judged here.

import type { IncomingMessage } from "node:http";
import { type ApiError, apiError, invalidForm } from "./errors.ts";

const MAX_REQUEST = 25 * 1024 * 1024;

/** One `files[n]` part. */
export interface UploadedFile {
  index: number;
  name: string;
  bytes: Uint8Array;
  contentType: string | undefined;
}

export interface ParsedBody {
  body: unknown;
  files: UploadedFile[];
  /** What an HTML form sent, which only few routes take. */
  form: URLSearchParams | null;
}

/** Reads everything, or throws 40005 as soon as it is more than 25 MiB. */
export async function readAll(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= MAX_REQUEST) chunks.push(chunk);
  }
  if (size > MAX_REQUEST) throw apiError("requestTooLarge");
  return new Uint8Array(Buffer.concat(chunks));
}

/** Throws 50035 for a wrong Content-Type, 50109 for what isn't JSON. */
export async function parseBody(contentType: string | undefined, bytes: Uint8Array<ArrayBuffer>): Promise<ParsedBody> {
  if (bytes.byteLength === 0) return { body: undefined, files: [], form: null };
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") {
    return { body: parseJson(new TextDecoder().decode(bytes)), files: [], form: null };
  }
  if (type === "application/x-www-form-urlencoded") {
    const form = new URLSearchParams(new TextDecoder().decode(bytes));
    return { body: Object.fromEntries(form), files: [], form };
  }
  if (type === "multipart/form-data") return parseMultipart(contentType ?? "", bytes);
  throw wrongContentType();
}

export function wrongContentType(): ApiError {
  const message = 'Expected "Content-Type" header to be one of {"application/json", "multipart/form-data"}.';
  return invalidForm([{ path: [], code: "CONTENT_TYPE_INVALID", message }]);
}

async function parseMultipart(contentType: string, bytes: Uint8Array<ArrayBuffer>): Promise<ParsedBody> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    throw invalidForm([{ path: [], code: "MULTIPART_INVALID", message: "The multipart body can't be read." }]);
  }
  let body: unknown = {};
  const files: UploadedFile[] = [];
  for (const [key, value] of form) {
    const index = /^files\[(\d{1,2})\]$/.exec(key)?.[1];
    if (key === "payload_json") body = parseJson(typeof value === "string" ? value : await value.text());
    else if (index !== undefined && typeof value !== "string") {
      const content = new Uint8Array(await value.arrayBuffer());
      files.push({ index: Number(index), name: value.name, bytes: content, contentType: value.type || undefined });
    } else {
      const message = "Only payload_json and files[n] belong into a multipart body.";
      throw invalidForm([{ path: [key], code: "UNKNOWN_KEY", message }]);
    }
  }
  return { body, files, form: null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw apiError("invalidJson");
  }
}
