// Which of a message's files travel with its copy, and which are only named. Every file is kept in R2 first.

import { filesOf } from "../domain/extras.ts";
import type { Attachment, Message } from "../domain/message.ts";
import type { File, Files } from "./ports.ts";

/** Discord: 10 files a message, 10 MiB a file, 25 MiB a request; 1 MiB is left for the rest of the request. */
const FILES = 10;
const FILE_BYTES = 10 * 1_048_576;
const REQUEST_BYTES = 24 * 1_048_576;

type WithFiles = Pick<Message, "id" | "attachments" | "extras">;

/** Keeps all files of a message; repeating it costs a look each. */
export async function keepFiles(files: Files, message: WithFiles): Promise<void> {
  for (const attachment of filesOf(message)) await files.keep(message.id, attachment);
}

/** Whether all of them can be shown in one message. */
export const fitOneMessage = (files: readonly Attachment[]): boolean =>
  files.length <= FILES &&
  files.every(({ size }) => size <= FILE_BYTES) &&
  files.reduce((sum, { size }) => sum + size, 0) <= REQUEST_BYTES;

/** `shown` fit Discord's limits together, in the order they were sent; `linked` are the others. */
export async function filesToSend(files: Files, message: WithFiles): Promise<{ shown: File[]; linked: Attachment[] }> {
  await keepFiles(files, message);
  const shown: File[] = [];
  const linked: Attachment[] = [];
  let total = 0;
  for (const attachment of filesOf(message)) {
    const fits = shown.length < FILES && attachment.size <= FILE_BYTES && total + attachment.size <= REQUEST_BYTES;
    const bytes = fits ? await files.load(message.id, attachment) : null;
    if (bytes === null) {
      linked.push(attachment);
      continue;
    }
    total += bytes.byteLength;
    const { name, contentType, description, spoiler } = attachment;
    shown.push({ name, contentType, description, spoiler, bytes });
  }
  return { shown, linked };
}
