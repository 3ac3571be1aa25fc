// Reads from Discord's REST API. Not through @discordjs/rest: the relay makes two kinds of requests at its start and one
// while it catches up, and for these the library and what it stands on would be a third of the process's memory.

import { setTimeout as sleep } from "node:timers/promises";
import { type HttpAnswer, httpRequest } from "./http-request.ts";
import { describeError } from "./log.ts";
import { parseRetryAfter } from "./retry-delay.ts";

export interface DiscordReaderOptions {
  /** Without a version. */
  apiUrl: string;
  token: string;
  /** The bot's own address: Discord wants to be told one (Discord: reference#user-agent). */
  home: string;
  /** Milliseconds from the start of one request to the next; those that come sooner wait. Default 0. */
  intervalMs?: number;
  /** Called as each request begins. */
  onRequest?: () => void;
  timeoutMs?: number;
}

/** `closed`: 403 or 404, with Discord's own code when it gave one. Rejects with NoAnswer for everything else. */
type Reading = { result: "read"; json: unknown } | { result: "closed"; code: number | null };

export type ReadDiscord = (path: string, signal: AbortSignal) => Promise<Reading>;

/** Discord didn't answer, or not with what was asked for. Nothing was tried a second time. */
export class NoAnswer extends Error {
  /** Null when no answer came. */
  readonly status: number | null;
  /** How long Discord asks to wait. */
  readonly retryAfterMs: number | null;

  constructor(reason: string, status: number | null, retryAfterMs: number | null) {
    super(reason);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What it returns also rejects when `signal` says so. */
export function createDiscordReader(options: DiscordReaderOptions): ReadDiscord {
  const { apiUrl, token, home, intervalMs = 0, timeoutMs = 15_000, onRequest } = options;
  const headers = { authorization: `Bot ${token}`, "user-agent": `DiscordBot (${home}, 0.1.0)` };
  let free = 0;
  return async (path, signal) => {
    const now = Date.now();
    const startAt = Math.max(now, free);
    free = startAt + intervalMs;
    if (startAt > now) await sleep(startAt - now, undefined, { signal });
    onRequest?.();
    const answer = await httpRequest("GET", `${apiUrl}/v10${path}`, { headers, signal, timeoutMs }).catch((error) => {
      signal.throwIfAborted();
      throw new NoAnswer(describeError(error), null, null);
    });
    return judge(answer);
  };
}

function judge({ status, retryAfter, body }: HttpAnswer): Reading {
  const json = parse(body);
  if (status === 200 && json !== undefined) return { result: "read", json };
  const { code, retry_after } = typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
  if (status === 403 || status === 404) return { result: "closed", code: typeof code === "number" ? code : null };
  const said = parseRetryAfter(retryAfter, Date.now());
  const inBody = typeof retry_after === "number" ? retry_after * 1000 : null;
  throw new NoAnswer(`HTTP ${status}`, status, said ?? inBody);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
