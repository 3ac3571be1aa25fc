// The Files port, which transcripts/ implements on R2: attachments and transcripts.

import type { Attachment, Message } from "../../domain/message.ts";
import type { Thread } from "../../domain/thread.ts";

/** A file's bytes on their way through. */
export interface File {
  name: string;
  contentType: string | null;
  bytes: Uint8Array;
  description: string | null;
  spoiler: boolean;
}

/** R2: attachments and transcripts. */
export interface Files {
  /** Copies an attachment from Discord unless it is kept already. `null`: Discord doesn't have it any more. */
  keep(messageId: string, attachment: Attachment): Promise<void>;
  /** Keeps what is kept of `fromId` under `toId` as well, unless it is there already; nothing is asked of Discord. */
  copy(fromId: string, attachment: Attachment, toId: string): Promise<void>;
  /** The bytes of a kept attachment; null when there are none. */
  load(messageId: string, attachment: Attachment): Promise<Uint8Array | null>;
  /** Writes the transcript (HTML page and JSON); repeating it writes the same. Returns the page. */
  writeTranscript(thread: Thread, guildName: string, messages: Message[]): Promise<File>;
}
