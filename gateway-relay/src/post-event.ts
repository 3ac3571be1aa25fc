// One attempt to hand one event to the Worker, and what its answer means. Knows no order and no waiting: see deliver.ts.

import { EVENTS_PATH, type KnownChannel, type RelayAnswer } from "../protocol/events.ts";
import { signDelivery } from "../protocol/signing.ts";
import { type HttpAnswer, httpRequest } from "./http-request.ts";
import { describeError } from "./log.ts";
import { parseRetryAfter } from "./retry-delay.ts";
import type { SpooledEvent } from "./spool.ts";

export type Attempt = { answer: RelayAnswer | null } & (
  | { result: "done" }
  | { result: "later"; reason: string; retryAfterMs: number | null }
  | { result: "never"; reason: string }
);

export type PostEvent = (event: SpooledEvent, signal: AbortSignal) => Promise<Attempt>;

export interface PostOptions {
  workerUrl: string;
  secrets: readonly string[];
  /** For the whole request, answer included. Default 30 seconds. */
  timeoutMs?: number;
}

/** Never rejects. Every attempt carries its own time and signature: the Worker refuses one older than five minutes. */
export function createPostEvent({ workerUrl, secrets, timeoutMs = 30_000 }: PostOptions): PostEvent {
  return async (event, signal) => {
    try {
      const answer = await httpRequest("POST", workerUrl + EVENTS_PATH, {
        headers: { "content-type": "application/json", ...signDelivery(secrets, event.id, new Date(), event.body) },
        body: event.body,
        signal,
        timeoutMs,
      });
      return judge(event, answer);
    } catch (error) {
      return { result: "later", answer: null, reason: describeError(error), retryAfterMs: null };
    }
  };
}

/**
 * Answers that come from a wrong setting and not from the event: it must wait until somebody has put that right, or a
 * mistyped secret would cost every message that arrives meanwhile.
 */
const MISCONFIGURED: Record<number, string> = {
  401: "the Worker refuses the signature: RELAY_SECRET differs between relay and Worker, or a clock is wrong",
  403: "something in front of the Worker refuses the relay",
  404: "no Worker at WORKER_URL",
};

const TRANSIENT: ReadonlySet<number> = new Set([408, 425, 429]);

function judge(event: SpooledEvent, { status, retryAfter, body }: HttpAnswer): Attempt {
  const answer = parseAnswer(body);
  const said =
    typeof answer?.outcome === "string" ? `HTTP ${status}: ${answer.outcome.slice(0, 200)}` : `HTTP ${status}`;
  const later = (reason: string): Attempt => {
    return { result: "later", answer, reason, retryAfterMs: parseRetryAfter(retryAfter, Date.now()) };
  };

  if (status >= 200 && status < 300) {
    // A page of somebody else (a login, a parked domain) answers 200 as well.
    if (answer === null && body.trim() !== "") return later(`${said}, but the answer isn't the Worker's`);
    if (event.type === "RELAY_READY" && !isListOfIds(answer?.thread_channels)) {
      return later(`${said}, but the answer lacks thread_channels`);
    }
    if (answer?.known_channels !== undefined && !isListOfChannels(answer.known_channels)) {
      return later(`${said}, but its known_channels aren't channels`);
    }
    return { result: "done", answer };
  }
  if (status >= 500 || TRANSIENT.has(status)) return later(said);
  if (status < 400) return later(`${said}: WORKER_URL redirects`);
  const setting = MISCONFIGURED[status];
  if (setting !== undefined) return later(`HTTP ${status}: ${setting}`);
  // Nobody wrote this event, so nothing in it can be at fault; and messages of threads wait for its answer.
  return event.type === "RELAY_READY" ? later(said) : { result: "never", answer, reason: said };
}

function parseAnswer(text: string): RelayAnswer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as RelayAnswer) : null;
  } catch {
    return null;
  }
}

function isListOfIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}

function isListOfChannels(value: unknown): value is KnownChannel[] {
  return Array.isArray(value) && value.every(isChannel);
}

function isChannel(value: Partial<Record<keyof KnownChannel, unknown>> | null): boolean {
  const { channel_id, guild_id, last_message_id } = value ?? {};
  return isId(channel_id) && (guild_id === null || isId(guild_id)) && isId(last_message_id);
}

const isId = (value: unknown): boolean => typeof value === "string" && /^\d{1,20}$/.test(value);
