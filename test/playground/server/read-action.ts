// A page's POST as a checked action with its files. Multipart: field `action` (JSON) and fields `file`, in order.

import type { IncomingMessage } from "node:http";
import * as v from "valibot";
import type { Upload } from "../../fake-discord/api.ts";
import { type Action, actionSchema } from "../wire.ts";

/** Discord takes 25 MiB a message; a little more for the form around it. */
const MAX_BODY = 26 * 1024 * 1024;

/** What the page sent can't be used; `status` and a sentence for the answer. */
export class BadRequest extends Error {
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Throws BadRequest. */
export async function readAction(request: IncomingMessage): Promise<{ action: Action; files: Upload[] }> {
  const form = await readForm(request);
  const field = form.get("action");
  if (typeof field !== "string") throw new BadRequest(400, "The form has no field named action.");
  const checked = v.safeParse(actionSchema, parseJson(field));
  if (!checked.success) {
    const [issue] = checked.issues;
    throw new BadRequest(400, `The action can't be used: ${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
  }
  const files = form.getAll("file").filter((part) => typeof part !== "string");
  if (files.length > 10) throw new BadRequest(400, "At most 10 files can be sent at once.");
  return { action: checked.output, files: await Promise.all(files.map(toUpload)) };
}

async function readForm(request: IncomingMessage): Promise<FormData> {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) throw new BadRequest(415, "Actions are sent as multipart/form-data.");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_BODY) throw new BadRequest(413, "Files may be 25 MB together.");
    chunks.push(chunk);
  }
  try {
    return await new Response(Buffer.concat(chunks), { headers: { "content-type": type } }).formData();
  } catch {
    throw new BadRequest(400, "The form can't be read.");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest(400, "The action isn't JSON.");
  }
}

async function toUpload(file: File): Promise<Upload> {
  return {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    ...(file.type === "" ? {} : { contentType: file.type }),
    ...(file.name.startsWith("SPOILER_") ? { spoiler: true } : {}),
  };
}
