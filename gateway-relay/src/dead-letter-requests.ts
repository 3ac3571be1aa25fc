// POST /dead-letters on the health port: what `dead-letters.ts` asks of a relay that runs. Signed like a delivery, with
// RELAY_SECRET: whoever reaches the port without it learns and changes nothing here.

import { randomUUID } from "node:crypto";
import { signDelivery, verifyDelivery } from "../protocol/signing.ts";
import type { DeadLetter, DeadLetterSpool } from "./dead-letter-spool.ts";
import { httpRequest } from "./http-request.ts";

const DEAD_LETTERS_PATH = "/dead-letters";
/** The newest; nobody reads more. */
const LISTED = 1000;

/** `id` null: all of them. */
export type DeadLetterRequest = { do: "list" } | { do: "retry"; id: string | null };

export type DeadLetterAnswer = { letters: DeadLetter[] } | { retried: number };

export interface PortAnswer {
  status: number;
  body: string;
}

/** `onRevived` is told each channel that has something to deliver now. */
export function actOn(
  deadLetters: DeadLetterSpool,
  request: DeadLetterRequest,
  onRevived: (channelId: string) => void,
): DeadLetterAnswer {
  if (request.do === "list") return { letters: deadLetters.list(LISTED) };
  const { revived, channelIds } = deadLetters.revive(request.id);
  for (const channelId of channelIds) onRevived(channelId);
  return { retried: revived };
}

/** The answer to such a request; null when it is for somebody else. */
export function answerDeadLetterRequest(
  { path, headers, body }: { path: string; headers: Headers; body: string },
  secrets: readonly string[],
  act: (request: DeadLetterRequest) => DeadLetterAnswer,
): PortAnswer | null {
  if (path !== DEAD_LETTERS_PATH) return null;
  if (!verifyDelivery(secrets, headers, body))
    return { status: 401, body: JSON.stringify({ error: "the signature is missing, wrong or old" }) };
  const request = parse(body);
  if (request === null) return { status: 400, body: JSON.stringify({ error: 'do must be "list" or "retry"' }) };
  return { status: 200, body: JSON.stringify(act(request)) };
}

/** Asks the relay at this origin. Rejects with the system's error when none answers there, and when it refuses. */
export async function askRelay(
  origin: string,
  secrets: readonly string[],
  request: DeadLetterRequest,
): Promise<DeadLetterAnswer> {
  const body = JSON.stringify(request);
  const headers = signDelivery(secrets, `dead-letters:${randomUUID()}`, new Date(), body);
  const never = new AbortController().signal;
  const url = origin + DEAD_LETTERS_PATH;
  const answer = await httpRequest("POST", url, { headers, body, signal: never, timeoutMs: 10_000 });
  if (answer.status !== 200) throw new Error(`${url} answered HTTP ${answer.status}: ${answer.body.trim()}`);
  return JSON.parse(answer.body) as DeadLetterAnswer;
}

function parse(body: string): DeadLetterRequest | null {
  try {
    const request = JSON.parse(body) as { do?: unknown; id?: unknown } | null;
    if (request?.do === "list") return { do: "list" };
    const { id } = request ?? {};
    return request?.do === "retry" && (typeof id === "string" || id === null) ? { do: "retry", id } : null;
  } catch {
    return null;
  }
}
