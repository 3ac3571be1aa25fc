// The one way to Discord's REST API: a client per invocation, and what its failures mean to the verbs.

import { API } from "@discordjs/core/http-only";
import { DiscordAPIError, HTTPError, RateLimitError, REST } from "@discordjs/rest";
import { type DiscordRefusal, Later } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { Multipart } from "./multipart.ts";

export interface RestOptions {
  /** Without a version, for example `https://discord.com/api`. */
  apiUrl: string;
  token: string;
  /** Whose token it is: the bot's (default), or a person's that signed in. */
  as?: "Bot" | "Bearer";
  /** Told of every request, before it is sent. */
  onRequest(method: string, path: string): void;
}

/**
 * Never shared between requests: a client that waits in one request hangs the others (workerd forbids cross-request
 * promises). It never retries by itself: a failed call becomes Later, and the whole verb, which is safe to repeat, is
 * tried again by whoever delivered the event.
 */
export function createApi({ apiUrl, token, as = "Bot", onRequest }: RestOptions): API {
  const rest = new REST({
    api: apiUrl,
    version: "10",
    authPrefix: as,
    // Sweeping needs timers, which a Worker may not start outside a request.
    hashSweepInterval: 0,
    handlerSweepInterval: 0,
    retries: 0,
    timeout: 15_000,
    rejectOnRateLimit: () => true,
    makeRequest: async (url, init) => {
      onRequest(init.method ?? "GET", new URL(url).pathname);
      const body = init.body instanceof Multipart ? init.body.stream() : init.body;
      try {
        // The types of undici and of the platform's fetch differ in name only.
        return (await fetch(url, { ...init, body } as RequestInit)) as never;
      } catch (error) {
        throw isAbort(error) ? error : new Unreachable("the connection to Discord failed", { cause: error });
      }
    },
  });
  return new API(rest.setToken(token));
}

/** No answer came: workerd and Node throw errors of different classes for that, and a TypeError may be our own mistake. */
class Unreachable extends Error {
  override readonly name = "Unreachable";
}

const REFUSALS: Record<number, DiscordRefusal> = {
  10003: { reason: "unknown-channel" },
  10011: { reason: "unknown-role" },
  30013: { reason: "guild-full" },
  40003: { reason: "dms-too-fast" },
  50001: { reason: "missing-permission" },
  50007: { reason: "dm-closed" },
  50013: { reason: "missing-permission" },
  50278: { reason: "dm-closed" },
  200000: { reason: "blocked-by-filter" },
  240000: { reason: "blocked-by-filter" },
};

const INVALID_FORM_BODY = 50035;

/** Runs a call: ordinary refusals become values, "not now" becomes Later, everything else throws as it is. */
export async function attempt<T>(call: () => Promise<T>): Promise<Result<T, DiscordRefusal>> {
  try {
    return ok(await call());
  } catch (error) {
    if (error instanceof DiscordAPIError) {
      const refusal = refusalOf(error);
      if (refusal) return no(refusal);
    }
    throw laterOr(error);
  }
}

/** Runs a call that Discord has no ordinary reason to refuse. */
export async function expect<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw laterOr(error);
  }
}

export const hasCode = (error: unknown, code: number): boolean =>
  error instanceof DiscordAPIError && error.code === code;

function refusalOf(error: DiscordAPIError): DiscordRefusal | null {
  if (error.code === INVALID_FORM_BODY) {
    const raw = JSON.stringify(error.rawError);
    if (raw.includes("CHANNEL_PARENT_MAX_CHANNELS")) return { reason: "category-full" };
    if (raw.includes("CHANNEL_PARENT_INVALID")) return { reason: "unknown-category" };
    if (raw.includes('"permission_overwrites"')) return { reason: "unknown-role" };
  }
  const known = REFUSALS[Number(error.code)];
  if (known) return known;
  // A dead token (401) is the operator's to mend; rate limits and failures are no refusals.
  const final = [400, 403, 404, 405, 413].includes(error.status);
  return final ? { reason: "not-taken", status: error.status, code: Number(error.code) } : null;
}

function laterOr(error: unknown): unknown {
  if (error instanceof RateLimitError) {
    const seconds = Math.max(1, Math.ceil(error.retryAfter / 1000));
    return new Later(seconds, "Discord's rate limit", { cause: error, everywhere: error.global });
  }
  // 5xx, a cut connection, or no answer in time.
  const passing = error instanceof HTTPError ? error.status >= 500 : error instanceof Unreachable || isAbort(error);
  return passing ? new Later(2, "Discord failed", { cause: error }) : error;
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
