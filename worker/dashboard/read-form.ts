// A form as a browser sends it: its fields, and files where its page takes any.

import { readBody, readBytes } from "../door.ts";
import type { Upload } from "../threads/ports.ts";

/** Of all files together: a form is held as a whole, and a Worker has 128 MiB. */
export const UPLOAD_BYTES = 10 * 1_048_576;
/** For what comes with them. */
const FIELD_BYTES = 65_536;
/** What is longer was made up: no file system has such names. */
const NAME_LIMIT = 255;

export interface SentForm {
  form: URLSearchParams;
  uploads: Upload[];
}

/** null: larger than anything that may come, or not a form. */
export async function readForm(request: Request, { takesFiles }: { takesFiles: boolean }): Promise<SentForm | null> {
  const type = request.headers.get("content-type") ?? "";
  if (takesFiles && type.startsWith("multipart/form-data;")) return readWithFiles(request, type);
  if (type.split(";")[0] !== "application/x-www-form-urlencoded") return null;
  const body = await readBody(request);
  return body === null ? null : { form: new URLSearchParams(body), uploads: [] };
}

async function readWithFiles(request: Request, type: string): Promise<SentForm | null> {
  const bytes = await readBytes(request, UPLOAD_BYTES + FIELD_BYTES);
  if (bytes === null) return null;
  const parsed = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
  if (parsed === null) return null;
  const sent: SentForm = { form: new URLSearchParams(), uploads: [] };
  for (const [name, value] of parsed) {
    if (typeof value === "string") sent.form.append(name, value);
    // A field in which nothing was chosen comes as a file without a name.
    else if (value.name !== "") sent.uploads.push(await toUpload(value));
  }
  return sent;
}

const toUpload = async (file: File): Promise<Upload> => ({
  name: file.name
    .replace(/[\p{Cc}/\\]/gu, "_")
    .slice(-NAME_LIMIT)
    .toWellFormed(),
  bytes: new Uint8Array(await file.arrayBuffer()),
});
