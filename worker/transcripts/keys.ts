// Where things lie in R2, and names that are safe in a key, a header and a file system. No reading or writing.

import type { Attachment } from "../domain/message.ts";
import type { Thread } from "../domain/thread.ts";

const LONGEST_NAME = 100;

/** `attachments/<message id>/<attachment id>/<safe name>`. */
export function attachmentKey(messageId: string, attachment: Pick<Attachment, "id" | "name">): string {
  return `${attachmentFolder(messageId)}${safeId(attachment.id)}/${safeName(attachment.name, "file")}`;
}

/** What the keys of all files of a message, or of a snippet, begin with. */
export const attachmentFolder = (messageId: string): string => `attachments/${safeId(messageId)}/`;

/** `transcripts/<guild id>/<thread id>/transcript.<html or json>`. */
export function transcriptKey(thread: Pick<Thread, "guildId" | "id">, extension: "html" | "json"): string {
  return `${transcriptFolder(thread)}transcript.${extension}`;
}

export const transcriptFolder = (thread: Pick<Thread, "guildId" | "id">): string =>
  `transcripts/${safeId(thread.guildId)}/${safeId(thread.id)}/`;

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
