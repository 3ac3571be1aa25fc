// Writing a stream of known length to R2, all or nothing. Runs in workerd only: Node has no FixedLengthStream.

import type { R2Bucket, R2PutOptions, ReadableStream as WorkerStream } from "@cloudflare/workers-types";

/** R2 takes only streams whose length is known beforehand; this is workerd's way to say it. */
declare const FixedLengthStream: new (
  length: number,
) => {
  readable: WorkerStream;
  writable: WritableStream<Uint8Array>;
};

/**
 * `fill` writes exactly `length` bytes and closes the target; fewer, more, or a failure on either side rejects, and
 * then R2 keeps what it had under this key before. The signal tells `fill` that R2 has given up.
 */
export async function putStream(
  bucket: R2Bucket,
  key: string,
  length: number,
  fill: (target: WritableStream<Uint8Array>, signal: AbortSignal) => Promise<void>,
  options: R2PutOptions,
): Promise<void> {
  const { readable, writable } = new FixedLengthStream(length);
  const abort = new AbortController();
  const stored = bucket.put(key, readable, options).catch((error: unknown) => {
    abort.abort(error);
    throw error;
  });
  const outcomes = await Promise.allSettled([fill(writable, abort.signal), stored]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}
