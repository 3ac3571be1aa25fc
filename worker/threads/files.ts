// Which of a message's files travel with its copies, and which are only linked. Every file is kept in R2 first.

import { filesOf } from "../domain/extras.ts";
import type { Attachment, Message } from "../domain/message.ts";
import type { Thread } from "../domain/thread.ts";
import type { File, Files, LinkedFile, Ports, Reader } from "./ports.ts";

/** Discord: 10 files a message, 10 MiB a file, 25 MiB a request; 1 MiB is left for the rest of the request. */
const FILES = 10;
const FILE_BYTES = 10 * 1_048_576;
const REQUEST_BYTES = 24 * 1_048_576;

/** A copy from Discord to R2 takes two of the six connections that a Worker may have open. */
const KEPT_AT_ONCE = 3;

type WithFiles = Pick<Message, "id" | "attachments" | "extras">;

/** Keeps all files of a message, and says how many bytes each has (null: Discord has lost it). Repeating it costs a look each. */
export async function keepFiles(files: Pick<Files, "keep">, message: WithFiles): Promise<(number | null)[]> {
  const attachments = filesOf(message);
  const sizes: (number | null)[] = attachments.map(() => null);
  const queue = attachments.entries();
  const work = async () => {
    for (const [place, attachment] of queue) sizes[place] = await files.keep(message.id, attachment);
  };
  await Promise.all(Array.from({ length: KEPT_AT_ONCE }, work));
  return sizes;
}

/** Whether all of them can be shown in one message. */
export const fitOneMessage = (files: readonly Pick<Attachment, "size">[]): boolean =>
  files.length <= FILES &&
  files.every(({ size }) => size <= FILE_BYTES) &&
  files.reduce((sum, { size }) => sum + size, 0) <= REQUEST_BYTES;

/**
 * `files`: what Discord takes, together as one request takes them, in the order in which they were sent. `fileBytes`: what
 * it takes of one file, where that is known to be another size than everywhere.
 */
export async function packFiles(
  ports: Pick<Ports, "files" | "links">,
  message: WithFiles,
  thread: Pick<Thread, "id" | "guildId">,
  reader: Reader,
  fileBytes = FILE_BYTES,
): Promise<{ files: File[][]; linked: LinkedFile[] }> {
  const sizes = await keepFiles(ports.files, message);
  const files: File[][] = [];
  const linked: LinkedFile[] = [];
  let room = 0;
  for (const [place, attachment] of filesOf(message).entries()) {
    const { name, contentType, description, spoiler } = attachment;
    const size = sizes[place] ?? null;
    const kept = { guildId: thread.guildId, threadId: thread.id, messageId: message.id, attachmentId: attachment.id };
    const link = () => ports.links.toFile(kept, reader);
    if (size === null || size > fileBytes || size > REQUEST_BYTES) {
      linked.push({ name, size: size ?? attachment.size, link: size === null ? null : await link() });
      continue;
    }
    const batch = files.at(-1);
    const open = () => ports.files.open(message.id, attachment);
    const file = { name, contentType, size, description, spoiler, link, open };
    if (batch === undefined || batch.length === FILES || size > room) {
      files.push([file]);
      room = REQUEST_BYTES;
    } else batch.push(file);
    room -= size;
  }
  return { files, linked };
}
