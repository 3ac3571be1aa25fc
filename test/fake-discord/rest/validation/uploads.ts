// Which uploaded file belongs to which entry of `attachments`, and what Discord says when they don't fit.

import type { APIAttachment } from "discord-api-types/v10";
import { type NewFile, SPOILER } from "../../world/files.ts";
import type { UploadedFile } from "../body.ts";
import { apiError, type Flaw, invalidForm } from "../errors.ts";
import { type Json, objects, text } from "./json.ts";

export interface Uploads {
  files: NewFile[];
  /** Attachments of an edited message that stay, with what the edit changes of them; undefined when it doesn't say. */
  keep: APIAttachment[] | undefined;
}

export const NO_UPLOADS: Uploads = { files: [], keep: undefined };

/** `existing`: attachments of the message that is edited. */
interface Given {
  maxFile: number;
  existing: APIAttachment[];
}

/** Throws 413/40005 for a file that is too large, 30015 for more than ten, 50035 where ids and files don't match. */
export function matchUploads(body: Json, uploaded: readonly UploadedFile[], { maxFile, existing }: Given): Uploads {
  if (uploaded.some((file) => file.bytes.byteLength > maxFile)) throw apiError("requestTooLarge");
  const listed = Array.isArray(body.attachments);
  const entries = objects(body.attachments);
  const flaws: Flaw[] = [];
  const keep: APIAttachment[] = [];
  const byFile = new Map<number, Json>();
  for (const [index, entry] of entries.entries()) {
    const kept = existing.find((one) => one.id === String(entry.id));
    if (kept) keep.push(described(kept, entry));
    else if (uploaded.some((file) => file.index === Number(entry.id))) byFile.set(Number(entry.id), entry);
    else {
      const message = `There is neither a file nor an attachment ${String(entry.id)}.`;
      flaws.push({ path: ["attachments", index, "id"], code: "ATTACHMENT_NOT_FOUND", message });
    }
  }
  for (const file of uploaded) {
    if (!listed || byFile.has(file.index)) continue;
    const message = `files[${file.index}] isn't listed in attachments.`;
    flaws.push({ path: ["attachments"], code: "ATTACHMENT_NOT_FOUND", message });
  }
  if (flaws.length > 0) throw invalidForm(flaws);
  const stays = listed ? keep.length : existing.length;
  if (uploaded.length + stays > 10) throw apiError("maximumAttachments");
  return {
    keep: listed ? keep : undefined,
    files: [...uploaded].sort((a, b) => a.index - b.index).map((file) => fileOf(file, byFile.get(file.index))),
  };
}

/** Of a file that stays, description and spoiler may change. */
function described(kept: APIAttachment, { description, is_spoiler }: Json): APIAttachment {
  const { description: before, flags = 0, ...rest } = kept;
  const after = description === undefined ? before : text(description);
  const marked = is_spoiler === true ? flags | SPOILER : is_spoiler === false ? flags & ~SPOILER : flags;
  return { ...rest, ...(after ? { description: after } : {}), ...(marked === 0 ? {} : { flags: marked }) };
}

function fileOf(file: UploadedFile, entry: Json | undefined): NewFile {
  return {
    name: text(entry?.filename) || file.name,
    bytes: file.bytes,
    contentType: file.contentType,
    description: text(entry?.description) || undefined,
    spoiler: entry?.is_spoiler === true,
    durationSecs: typeof entry?.duration_secs === "number" ? entry.duration_secs : undefined,
    waveform: text(entry?.waveform) || undefined,
  };
}
