// The Files port, which transcripts/ implements on R2: attachments and transcripts. And links to kept files.

import type { Attachment, Message } from "../../domain/message.ts";
import type { Thread } from "../../domain/thread.ts";
import type { Totals } from "../../domain/totals.ts";
import type { ThreadPage } from "./thread-page-store.ts";

/** A file on its way through: what it is, and its bytes when they are asked for. */
export interface File {
  name: string;
  contentType: string | null;
  /** Bytes. */
  size: number;
  description: string | null;
  spoiler: boolean;
  /** Where people fetch it should Discord not take it. */
  link?(): Promise<FileLink>;
  /** The bytes from the beginning, each time; never the whole file in memory unless it was made there. */
  open(): Promise<ReadableStream<Uint8Array>>;
}

/** A file that people fetch from us, as it is too large for Discord; null: nobody has it any more. */
export interface LinkedFile extends Pick<File, "name" | "size"> {
  link: FileLink | null;
}

interface FileLink {
  url: string;
  /** For how many days whoever has it can open it; null: staff open it signed in, for as long as the file is kept. */
  days: number | null;
}

/** A file that comes as it is, and not as a link. */
export interface Upload {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface ThreadToExport {
  thread: Thread;
  guildName: string;
  totals: Totals;
  /** Of who wrote, claimed or closed. */
  names: ReadonlyMap<string, string>;
  /** Its messages in order; one page is held at a time, and the next read when it is needed. */
  pages: AsyncIterable<Pick<ThreadPage, "messages" | "answered">>;
}

/** R2: attachments and transcripts. */
export interface Files {
  /** Copies an attachment from Discord unless it is kept already. Its bytes; null: Discord doesn't have it any more. */
  keep(messageId: string, attachment: Attachment): Promise<number | null>;
  /** Keeps what is kept of `fromId` under `toId` as well, unless it is there already; nothing is asked of Discord. */
  copy(fromId: string, attachment: Attachment, toId: string): Promise<void>;
  /**
   * Keeps it as this message's attachment number `place`, unless that is kept already. What it is is told from its bytes
   * and not from what its sender says.
   */
  upload(messageId: string, place: number, file: Upload): Promise<Attachment>;
  /** The bytes of a kept attachment. Later when there are none. */
  open(messageId: string, attachment: Attachment): Promise<ReadableStream<Uint8Array>>;
  /** Writes the transcript (HTML page and JSON); repeating it writes the same. Returns the page. */
  writeTranscript(thread: Thread, guildName: string, messages: Message[]): Promise<File>;
  /** The thread as it stands, in pieces as they are asked for. */
  exportTranscript(
    format: "html" | "json" | "text",
    thread: ThreadToExport,
  ): Promise<AsyncGenerator<string | Uint8Array>>;
  /** Deletes all that is kept under these ids, of messages or of snippets; nothing there is no failure. */
  forget(ids: readonly string[]): Promise<void>;
  /** Deletes a thread's transcript, if there is one. */
  forgetTranscript(thread: Pick<Thread, "guildId" | "id">): Promise<void>;
}

export type Reader = "user" | "staff";

export interface KeptFile {
  guildId: string;
  threadId: string;
  messageId: string;
  attachmentId: string;
}

/** Addresses of kept files. */
export interface Links {
  /** "page": for what a page of the dashboard shows, half an hour. */
  toFile(file: KeptFile, reader: Reader | "page"): Promise<FileLink>;
}
