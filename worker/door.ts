// What every door shares: its one catch and its one log line a passage. Never content, tokens or signatures in the log.

import type { Later } from "./domain/refusal.ts";

export interface Passage {
  door: "interactions" | "gateway-events" | "schedule" | "dashboard" | "downloads";
  name: string;
  outcome: string;
  threadId?: string | null;
}

/** One line a passage: what came through, how it ended, what it cost. */
export function logPassage(passage: Passage, startedAt: number, trace: readonly string[]): void {
  console.log(JSON.stringify({ ...passage, ms: Date.now() - startedAt, trace }));
}

/** The line for something unexpected, with the stack and without what people wrote. */
export function logFailure(passage: Passage, error: unknown): void {
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(JSON.stringify({ ...passage, problem }));
}

/** "Not now" as an answer: 503 with the seconds to wait. */
export const laterResponse = (error: Later, more: object): Response => {
  const headers = { "retry-after": String(Math.ceil(error.seconds)) };
  return Response.json({ outcome: "later", reason: error.message, ...more }, { status: 503, headers });
};

/** Discord's payloads and the relay's deliveries stay far below. */
const BODY_BYTES = 1_048_576;

/** The body as text; null when it is larger than anything that may come. */
export async function readBody(request: Request): Promise<string | null> {
  const bytes = await readBytes(request, BODY_BYTES);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** The body; null when it is larger than `most`, whatever it says of itself: then no more than that is read. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
