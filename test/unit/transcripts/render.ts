// Renders a page for a test and reads it: by default all files are kept in R2 and hold what `files` says.

import type { Attachment, Message } from "../../../worker/domain/message.ts";
import type { Thread } from "../../../worker/domain/thread.ts";
import type { AttachmentState } from "../../../worker/transcripts/attachments.ts";
import { renderPage } from "../../../worker/transcripts/page/render-page.tsx";
import { sampleThread } from "./sample.ts";
import { type Element, readStrictly } from "./strict-html.ts";

interface Given {
  messages: Message[];
  thread?: Thread;
  guildName?: string;
  /** Bytes by attachment id; a missing one is gone. */
  files?: Record<string, Uint8Array>;
  loaded?: (id: string) => void;
}

export async function render({ messages, thread = sampleThread(), guildName = "Castle", files = {}, loaded }: Given) {
  const find = (_: string, { id }: Attachment): AttachmentState => {
    const bytes = files[id];
    return bytes ? { state: "kept", size: bytes.length } : { state: "gone" };
  };
  const load = async (_: string, { id }: Attachment) => {
    loaded?.(id);
    return files[id] ?? null;
  };
  const bytes = await renderPage({ thread, guildName, messages, find, load });
  const html = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return { bytes, html, elements: readStrictly(html) };
}

export const withClass = (elements: Element[], name: string): Element[] =>
  elements.filter(({ attributes }) => attributes.class?.split(" ").includes(name));

export const withTag = (elements: Element[], tag: string): Element[] =>
  elements.filter((element) => element.tag === tag);
