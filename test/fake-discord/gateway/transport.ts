// Puts one connection's payloads on the wire, in order, compressed as the client asked. Knows no opcodes.

import { constants, createDeflate, type Deflate, deflate } from "node:zlib";
import type { WebSocket } from "ws";

export interface Transport {
  send(payload: string): void;
  /** Closes after everything that was sent before. */
  close(code: number, reason: string): void;
  /** Cuts the TCP connection without a close frame. */
  cut(): void;
  /** From now on every larger payload is a zlib-compressed frame of its own (Identify's `compress`). */
  compressPayloads(): void;
}

/** Smaller payloads aren't worth a compressed frame of their own. */
const WORTH_COMPRESSING = 1024;

export function createTransport(socket: WebSocket, stream: "zlib-stream" | null): Transport {
  const context = stream ? sharedContext() : null;
  let perPayload = false;
  let queue: Promise<void> = Promise.resolve();

  const enqueue = (step: () => void | Promise<void>) => {
    queue = queue.then(step);
    queue.catch(() => socket.terminate());
  };
  const encode = async (payload: string): Promise<string | Buffer> => {
    if (context) return context(payload);
    return perPayload && payload.length >= WORTH_COMPRESSING ? compressed(payload) : payload;
  };

  return {
    send(payload) {
      enqueue(async () => {
        const frame = await encode(payload);
        if (socket.readyState === socket.OPEN) socket.send(frame);
      });
    },
    close(code, reason) {
      enqueue(() => socket.close(code, reason));
    },
    cut() {
      socket.terminate();
    },
    compressPayloads() {
      perPayload = stream === null;
    },
  };
}

function compressed(payload: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflate(payload, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

/** One compression context for the whole connection; every result ends with the flush suffix 00 00 FF FF. */
function sharedContext(): (payload: string) => Promise<Buffer> {
  const deflater: Deflate = createDeflate();
  let chunks: Buffer[] = [];
  const drain = () => {
    for (let chunk = deflater.read(); chunk !== null; chunk = deflater.read()) chunks.push(chunk);
  };
  deflater.on("readable", drain);
  return (payload) =>
    new Promise((resolve, reject) => {
      deflater.once("error", reject);
      deflater.write(payload);
      deflater.flush(constants.Z_SYNC_FLUSH, () => {
        drain();
        deflater.off("error", reject);
        resolve(Buffer.concat(chunks));
        chunks = [];
      });
    });
}
