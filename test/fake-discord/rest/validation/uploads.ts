// Which uploaded file belongs to which entry of `attachments`, and what Discord says when they don't fit.

import type { APIAttachment } from "discord-api-types/v10";
import type { NewFile } from "../../world/files.ts";
import type { UploadedFile } from "../body.ts";
import { apiError, type Flaw, invalidForm } from "../errors.ts";
import { type Json, objects, text } from "./json.ts";

const MAX_FILE = 10 * 1024 * 1024;

export interface Uploads {
  files: NewFile[];
  /** Attachments of an edited message that stay; undefined when the edit doesn't say. */
  keep: APIAttachment[] | undefined;
}

/** Throws 413/40005 for a file above 10 MiB, 30015 for more than ten, 50035 where ids and files don't match. */
export function matchUploads(body: Json, uploaded: readonly UploadedFile[], existing: APIAttachment[] = []): Uploads {
  if (uploaded.some((file) => file.bytes.byteLength > MAX_FILE)) throw apiError("requestTooLarge");
  const listed = Array.isArray(body.attachments);
  const entries = objects(body.attachments);
  const flaws: Flaw[] = [];
  const keep: APIAttachment[] = [];
  const described = new Map<number, Json>();
  for (const [index, entry] of entries.entries()) {
    const kept = existing.find((one) => one.id === String(entry.id));
    if (kept) keep.push(kept);
    else if (uploaded.some((file) => file.index === Number(entry.id))) described.set(Number(entry.id), entry);
    else {
      const message = `There is neither a file nor an attachment ${String(entry.id)}.`;
      flaws.push({ path: ["attachments", index, "id"], code: "ATTACHMENT_NOT_FOUND", message });
    }
  }
  for (const file of uploaded) {
    if (!listed || described.has(file.index)) continue;
    const message = `files[${file.index}] isn't listed in attachments.`;
    flaws.push({ path: ["attachments"], code: "ATTACHMENT_NOT_FOUND", message });
  }
  if (flaws.length > 0) throw invalidForm(flaws);
  const stays = listed ? keep.length : existing.length;
  if (uploaded.length + stays > 10) throw apiError("maximumAttachments");
  return {
    keep: listed ? keep : undefined,
    files: [...uploaded].sort((a, b) => a.index - b.index).map((file) => fileOf(file, described.get(file.index))),
  };
}

function fileOf(file: UploadedFile, entry: Json | undefined): NewFile {
  return {
    name: text(entry?.filename) || file.name,
    bytes: file.bytes,
    contentType: file.contentType,
    description: text(entry?.description) || undefined,
    spoiler: entry?.is_spoiler === true,
  };
}
