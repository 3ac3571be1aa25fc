// The Files port over R2: joins keeping, loading and writing. What a transcript looks like stands in document.ts (JSON)
// and page/ (HTML).

import type { R2Bucket } from "@cloudflare/workers-types";
import { filesOf } from "../domain/extras.ts";
import type { Message } from "../domain/message.ts";
import type { Thread } from "../domain/thread.ts";
import type { Files } from "../threads/ports.ts";
import {
  type AttachmentState,
  copyAttachment,
  type FetchFile,
  findAttachment,
  keepAttachment,
  loadAttachment,
  openAttachment,
  uploadAttachment,
} from "./attachments.ts";
import { ByteParts } from "./bytes.ts";
import { writeDocument } from "./document.ts";
import type { FindState } from "./document-message.ts";
import { type ExportInput, exportTranscript } from "./export-transcript.ts";
import { forgetAll } from "./forget.ts";
import { attachmentFolder, attachmentKey, safeName, transcriptFolder, transcriptKey } from "./keys.ts";
import { type PageInput, renderPage } from "./page/render-page.tsx";
import { putStream } from "./put-stream.ts";

/** R2 is asked once an attachment, and a Worker's invocation has a budget of such calls; beyond it they are "unchecked". */
const MOST_LOOKUPS = 500;
/** As many connections as a Worker may have open. */
const AT_ONCE = 6;

const PAGE = { contentType: "text/html", description: null, spoiler: false };

export function createFiles(bucket: R2Bucket, fetchFile: FetchFile): Files {
  return {
    keep: (messageId, attachment) => keepAttachment(bucket, fetchFile, messageId, attachment),

    copy: (fromId, attachment, toId) => copyAttachment(bucket, fromId, attachment, toId),

    upload: (messageId, place, file) => uploadAttachment(bucket, messageId, place, file),

    open: (messageId, attachment) => openAttachment(bucket, messageId, attachment),

    async exportTranscript(format, thread) {
      const load: ExportInput["load"] = (messageId, attachment) => loadAttachment(bucket, messageId, attachment);
      return exportTranscript(format, { ...thread, load });
    },

    forget: (ids) => forgetAll(bucket, ids.map(attachmentFolder), AT_ONCE),
    forgetTranscript: (thread) => forgetAll(bucket, [transcriptFolder(thread)], 1),

    async writeTranscript(thread, guildName, messages) {
      const find = await findStates(bucket, messages);
      // 1. The JSON, whole or not at all. It is let go before the page is made: both may be large.
      await writeJson(bucket, thread, guildName, messages, find);
      // 2. The page, which the caller sends on.
      const load: PageInput["load"] = (messageId, attachment) => loadAttachment(bucket, messageId, attachment);
      const bytes = await renderPage({ thread, guildName, messages, find, load });
      await bucket.put(transcriptKey(thread, "html"), bytes, {
        httpMetadata: { contentType: "text/html; charset=utf-8" },
      });
      const name = `transcript-${thread.number}-${safeName(thread.profile.username, "user").slice(0, 40)}.html`;
      return { ...PAGE, name, size: bytes.byteLength, open: async () => new Blob([bytes]).stream() };
    },
  };
}

async function writeJson(
  bucket: R2Bucket,
  thread: Thread,
  guildName: string,
  messages: readonly Message[],
  find: FindState,
): Promise<void> {
  const json = new ByteParts();
  for (const piece of writeDocument(thread, guildName, messages, find)) json.add(piece);
  const fill = async (target: WritableStream<Uint8Array>) => {
    const writer = target.getWriter();
    for (const piece of json.pieces()) await writer.write(piece);
    await writer.close();
  };
  await putStream(bucket, transcriptKey(thread, "json"), json.size, fill, {
    httpMetadata: { contentType: "application/json" },
  });
}

async function findStates(bucket: R2Bucket, messages: readonly Message[]): Promise<FindState> {
  const wanted = messages.flatMap((message) => filesOf(message).map((attachment) => ({ id: message.id, attachment })));
  const states = new Map<string, AttachmentState>();
  const queue = wanted.slice(0, MOST_LOOKUPS).values();
  const work = async () => {
    for (const { id, attachment } of queue) {
      states.set(attachmentKey(id, attachment), await findAttachment(bucket, id, attachment));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (messageId, attachment) => states.get(attachmentKey(messageId, attachment)) ?? null;
}
