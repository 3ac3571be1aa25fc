// The body of a request with files, streamed: files flow from where they lie to Discord, a piece at a time, and no more
// of them than that is ever in memory. Discord: reference#uploading-files; RFC 7578. Runs in workerd only.

import type { File } from "../threads/ports.ts";
import { uploadName } from "./views/spoiler.ts";

/** workerd's way to say the length of a stream beforehand, without which a request would be sent in chunks. */
declare const FixedLengthStream: new (
  length: number,
) => { readable: ReadableStream<Uint8Array>; writable: WritableStream<Uint8Array> };

const encoder = new TextEncoder();

/** A message's body as the REST client takes it: JSON, or a form when there are files. */
export function withFiles(body: object, files: readonly File[]) {
  if (files.length === 0) return { body };
  const form = new Multipart(body, files);
  return { body: form, passThroughBody: true, headers: { "content-type": form.contentType } };
}

/** `payload_json` and `files[n]`; the payload's `attachments` name the files. */
export class Multipart {
  readonly #boundary = `modmail-${crypto.randomUUID()}`;
  /** Text and files in turn. */
  readonly #parts: (Uint8Array | File)[];

  constructor(payload: object, files: readonly File[]) {
    const attachments = files.map((file, id) => ({
      id: String(id),
      filename: uploadName(file),
      ...(file.description === null ? {} : { description: file.description }),
    }));
    const json = JSON.stringify({ ...payload, attachments });
    this.#parts = [
      this.#head(`name="payload_json"`, "application/json"),
      encoder.encode(json),
      ...files.flatMap((file, id) => [
        this.#head(`name="files[${id}]"; filename="${quoted(uploadName(file))}"`, typeOf(file)),
        file,
      ]),
      encoder.encode(`\r\n--${this.#boundary}--\r\n`),
    ];
  }

  get contentType(): string {
    return `multipart/form-data; boundary=${this.#boundary}`;
  }

  get size(): number {
    return this.#parts.reduce((sum, part) => sum + ("byteLength" in part ? part.byteLength : part.size), 0);
  }

  /** The body, once for each request. What keeps a file from being read ends the stream with that error, and so the request. */
  stream(): ReadableStream<Uint8Array> {
    const { readable, writable } = new FixedLengthStream(this.size);
    this.#fill(writable).catch((error: unknown) => writable.abort(error).catch(() => {}));
    return readable;
  }

  async #fill(target: WritableStream<Uint8Array>): Promise<void> {
    for (const part of this.#parts) {
      if ("byteLength" in part) {
        const writer = target.getWriter();
        await writer.write(part);
        writer.releaseLock();
      } else await (await part.open()).pipeTo(target, { preventClose: true });
    }
    await target.close();
  }

  #head(disposition: string, type: string): Uint8Array {
    return encoder.encode(
      `\r\n--${this.#boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`,
    );
  }
}

/** As browsers write names in a form (HTML: multipart/form-data encoding algorithm). */
const quoted = (name: string): string => name.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign));

/** The sender of a file chose its type. */
const typeOf = ({ contentType }: File): string =>
  contentType !== null && /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=[\w.+-]+)*$/.test(contentType)
    ? contentType
    : "application/octet-stream";
