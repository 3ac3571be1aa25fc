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

/** The body as text; null when it is larger than anything that may come, read no further than that says. */
export async function readBody(request: Request): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES) return null;
  const body = await request.text();
  return body.length > BODY_BYTES ? null : body;
}
