// Reads from Discord's REST API one request after the other, slowly enough to stay out of everybody's way. Used for what
// was missed; the library's own client serves the gateway and retries by itself, without an answer's own waiting time.

import { setTimeout as sleep } from "node:timers/promises";
import { DefaultUserAgent } from "@discordjs/rest";
import { type HttpAnswer, httpRequest } from "./http-request.ts";
import { parseRetryAfter } from "./retry-delay.ts";

export interface DiscordReaderOptions {
  apiUrl: string;
  token: string;
  /** Milliseconds from the start of one request to the next. Default 100: a fifth of what Discord allows. */
  intervalMs?: number;
  timeoutMs?: number;
}

export type Reading =
  | { result: "read"; json: unknown }
  /** 403 or 404, with Discord's own code when it gave one. */
  | { result: "closed"; code: number | null }
  | { result: "later"; reason: string; retryAfterMs: number | null }
  /** Never works: a request that Discord doesn't understand. */
  | { result: "refused"; reason: string };

export type ReadDiscord = (path: string, signal: AbortSignal) => Promise<Reading>;

/** What it returns rejects only when `signal` says so; two calls mustn't be under way at once. */
export function createDiscordReader(options: DiscordReaderOptions): ReadDiscord {
  const { apiUrl, token, intervalMs = 100, timeoutMs = 15_000 } = options;
  const headers = { authorization: `Bot ${token}`, "user-agent": DefaultUserAgent };
  let notBefore = 0;
  return async (path, signal) => {
    await sleep(Math.max(0, notBefore - Date.now()), undefined, { signal });
    notBefore = Date.now() + intervalMs;
    try {
      return judge(await httpRequest("GET", `${apiUrl}/v10${path}`, { headers, signal, timeoutMs }));
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      return { result: "later", reason, retryAfterMs: null };
    }
  };
}

function judge({ status, retryAfter, body }: HttpAnswer): Reading {
  const json = parse(body);
  if (status === 200 && json !== undefined) return { result: "read", json };
  const { code, retry_after } = typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
  if (status === 403 || status === 404) return { result: "closed", code: typeof code === "number" ? code : null };
  if (status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429) {
    return { result: "refused", reason: `HTTP ${status}` };
  }
  const said = parseRetryAfter(retryAfter, Date.now());
  const retryAfterMs = said ?? (typeof retry_after === "number" ? retry_after * 1000 : null);
  return { result: "later", reason: `HTTP ${status}`, retryAfterMs };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
