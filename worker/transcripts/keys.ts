// Where things lie in R2, and names that are safe in a key, a header and a file system. No reading or writing.

import type { Attachment } from "../domain/message.ts";
import type { Thread } from "../domain/thread.ts";

const LONGEST_NAME = 100;

/** `attachments/<message id>/<attachment id>/<safe name>`. */
export function attachmentKey(messageId: string, attachment: Pick<Attachment, "id" | "name">): string {
  return `attachments/${safeId(messageId)}/${safeId(attachment.id)}/${safeName(attachment.name, "file")}`;
}

/** `transcripts/<guild id>/<thread id>/transcript.<html or json>`. */
export function transcriptKey(thread: Pick<Thread, "guildId" | "id">, extension: "html" | "json"): string {
  return `transcripts/${safeId(thread.guildId)}/${safeId(thread.id)}/transcript.${extension}`;
}

/**
 * ASCII letters, digits, `.`, `_` and `-`; never empty, hidden (a leading dot) or longer than 100 characters. The
 * extension survives shortening.
 */
export function safeName(name: string, fallback: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "_")
    .replace(/^[._]+|_+$/g, "");
  if (plain === "") return fallback;
  if (plain.length <= LONGEST_NAME) return plain;
  const extension = plain.match(/\.[A-Za-z0-9]{1,10}$/)?.[0] ?? "";
  return plain.slice(0, LONGEST_NAME - extension.length) + extension;
}

function safeId(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 64) || "_";
}
