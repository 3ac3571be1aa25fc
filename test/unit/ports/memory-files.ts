// The Files port in memory: a CDN that may have lost a file, a bucket, and transcripts reduced to what they hold.

import type { Attachment, Message } from "../../../worker/domain/message.ts";
import { Later } from "../../../worker/domain/refusal.ts";
import type { Thread } from "../../../worker/domain/thread.ts";
import type { Files, ThreadToExport, Upload } from "../../../worker/threads/ports.ts";
import { exportTranscript } from "../../../worker/transcripts/export-transcript.ts";
import { attachmentFolder, attachmentKey, transcriptFolder, transcriptKey } from "../../../worker/transcripts/keys.ts";
import { mediaType } from "../../../worker/transcripts/media-type.ts";

export class MemoryFiles implements Files {
  /** By link. A link that isn't here is dead. */
  readonly cdn = new Map<string, Uint8Array>();
  /** By key; a file that the CDN had lost is null. */
  readonly bucket = new Map<string, Uint8Array | string | null>();

  async keep(messageId: string, attachment: Attachment) {
    const key = attachmentKey(messageId, attachment);
    if (!this.bucket.has(key)) this.bucket.set(key, this.cdn.get(attachment.url) ?? null);
    // The size that is said stands for that of the bytes: tests needn't make them.
    return this.bucket.get(key) === null ? null : attachment.size;
  }

  async copy(fromId: string, attachment: Attachment, toId: string) {
    const kept = this.bucket.get(attachmentKey(fromId, attachment));
    const key = attachmentKey(toId, attachment);
    if (kept !== undefined && !this.bucket.has(key)) this.bucket.set(key, kept);
  }

  async upload(messageId: string, place: number, { name, bytes }: Upload) {
    const about = { contentType: mediaType(bytes), url: "", description: null, spoiler: false };
    const attachment = { id: String(place + 1), name, size: bytes.length, ...about };
    const key = attachmentKey(messageId, attachment);
    if (!this.bucket.has(key)) this.bucket.set(key, bytes);
    return attachment;
  }

  async open(messageId: string, attachment: Attachment) {
    const kept = this.bucket.get(attachmentKey(messageId, attachment));
    if (!(kept instanceof Uint8Array)) throw new Later(5, "a kept file isn't there");
    return new Blob([new Uint8Array(kept)]).stream();
  }

  async writeTranscript(thread: Thread, guildName: string, messages: Message[]) {
    const lines = messages.map(({ kind, state, author, content }) => `${kind} ${state} ${author.name}: ${content}`);
    const text = [`${guildName} #${thread.number}`, ...lines].join("\n");
    this.bucket.set(transcriptKey(thread, "json"), text);
    this.bucket.set(transcriptKey(thread, "html"), text);
    const name = `transcript-${thread.number}-${thread.profile.username}.html`;
    const page = { contentType: "text/html", size: text.length, description: null, spoiler: false };
    return { ...page, name, open: async () => new Blob([text]).stream() };
  }

  async forget(ids: readonly string[]) {
    for (const id of ids) this.#forget(attachmentFolder(id));
  }

  async forgetTranscript(thread: Pick<Thread, "guildId" | "id">) {
    this.#forget(transcriptFolder(thread));
  }

  #forget(prefix: string): void {
    for (const key of this.bucket.keys()) if (key.startsWith(prefix)) this.bucket.delete(key);
  }

  /** What stands in a thread's transcript; null before there is one. */
  transcript(thread: Pick<Thread, "guildId" | "id">): string[] | null {
    const text = this.bucket.get(transcriptKey(thread, "html"));
    return typeof text === "string" ? text.split("\n") : null;
  }

  async exportTranscript(format: "html" | "json" | "text", thread: ThreadToExport) {
    const load = async (messageId: string, attachment: Attachment) => {
      const kept = this.bucket.get(attachmentKey(messageId, attachment));
      return kept instanceof Uint8Array ? kept : null;
    };
    return exportTranscript(format, { ...thread, load });
  }
}
