// A thread as a file to take away, in pieces as they are asked for: a page, JSON, or plain text. Nothing here holds more
// than one page of messages, however long the thread is.

import type { Attachment } from "../domain/message.ts";
import type { ThreadToExport } from "../threads/ports.ts";
import { documentText } from "./document.ts";
import { streamPage } from "./page/stream-page.tsx";
import { textLines, textStart } from "./text.ts";

export interface ExportInput extends ThreadToExport {
  /** null: it isn't there. */
  load(messageId: string, attachment: Attachment): Promise<Uint8Array | null>;
}

export function exportTranscript(
  format: "html" | "json" | "text",
  input: ExportInput,
): AsyncGenerator<string | Uint8Array> {
  switch (format) {
    case "html":
      return streamPage(input);
    case "json":
      return streamDocument(input);
    case "text":
      return streamText(input);
  }
}

async function* streamDocument({ thread, guildName, totals, pages }: ExportInput): AsyncGenerator<string> {
  const document = documentText(thread, guildName, totals, () => null);
  yield document.start;
  for await (const { messages } of pages) yield* document.lines(messages);
  yield document.end;
}

async function* streamText({ thread, guildName, totals, names, pages }: ExportInput): AsyncGenerator<string> {
  yield textStart(thread, guildName, totals, names);
  for await (const { messages } of pages) for (const message of messages) yield textLines(message, names);
}
