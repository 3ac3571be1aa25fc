// Discord's rate limits: a bucket for each kind of route and major id, the global limit, and their headers.
// The numbers are unpublished (observed ones): the bot has to obey headers, never these.

import { createHash } from "node:crypto";
import { snowflakeTime } from "../world/snowflake.ts";
import type { Answer } from "./route.ts";
import { routeName } from "./route.ts";

interface Bucket {
  /** Names the bucket; together with the major id it is one counter. */
  name: string;
  limit: number;
  /** Milliseconds. */
  window: number;
}

export interface Limited {
  scope: "user" | "global" | "shared";
  /** Seconds. */
  retryAfter: number;
}

export interface LimitVerdict {
  headers: Record<string, string>;
  limited: Limited | null;
}

export interface RateLimits {
  /** Counts one request. */
  take(method: string, path: string, body?: unknown): LimitVerdict;
}

const GLOBAL: Bucket = { name: "global", limit: 50, window: 1000 };

/** A client that obeys headers is limited by them too: a Discord without limits sends none. */
export const UNLIMITED: RateLimits = { take: () => ({ headers: {}, limited: null }) };

export function createRateLimits(now: () => number): RateLimits {
  const counters = new Map<string, { used: number; resetAt: number }>();

  function count(key: string, bucket: Bucket): { remaining: number; resetAt: number; exceeded: boolean } {
    const known = counters.get(key);
    const counter = known && known.resetAt > now() ? known : { used: 0, resetAt: now() + bucket.window };
    counters.set(key, counter);
    const exceeded = counter.used >= bucket.limit;
    if (!exceeded) counter.used += 1;
    return { remaining: bucket.limit - counter.used, resetAt: counter.resetAt, exceeded };
  }

  return {
    take(method, path, body) {
      const exempt = path.startsWith("/interactions/") || /^\/webhooks\/\d+\/[^/]+(\/messages|$)/.test(path);
      if (!exempt) {
        const global = count("global", GLOBAL);
        const retryAfter = seconds(global.resetAt - now());
        if (global.exceeded) return { headers: {}, limited: { scope: "global", retryAfter } };
      }
      const major = /^\/(?:channels|guilds|webhooks)\/\d+(?:\/(?!messages)[\w.-]{40,})?/.exec(path)?.[0] ?? "";
      const [main, ...others] = bucketsOf(method, path, body, now());
      const verdicts = [main, ...others].map((bucket) => ({ bucket, ...count(`${bucket.name}|${major}`, bucket) }));
      const worst = verdicts.find((one) => one.exceeded) ?? verdicts[0];
      if (!worst) return { headers: {}, limited: null };
      const resetAfter = seconds(worst.resetAt - now());
      const headers = {
        "X-RateLimit-Limit": String(worst.bucket.limit),
        "X-RateLimit-Remaining": String(worst.remaining),
        "X-RateLimit-Reset": (worst.resetAt / 1000).toFixed(3),
        "X-RateLimit-Reset-After": resetAfter.toFixed(3),
        "X-RateLimit-Bucket": createHash("md5").update(worst.bucket.name).digest("hex"),
      };
      const limited: Limited | null = worst.exceeded ? { scope: "user", retryAfter: resetAfter } : null;
      return { headers, limited };
    },
  };
}

/** The first bucket is the one whose headers are shown. */
function bucketsOf(method: string, path: string, body: unknown, now: number): [Bucket, ...Bucket[]] {
  const route = `${method} ${routeName(path)}`;
  switch (route) {
    case "POST /channels/:id/messages":
      return [{ name: route, limit: 5, window: 5000 }];
    case "PATCH /channels/:id/messages/:id":
      return [{ name: route, limit: 5, window: 5000 }];
    case "DELETE /channels/:id/messages/:id":
      return [deleteBucket(path, now)];
    case "PATCH /channels/:id":
      return [{ name: route, limit: 10, window: 15_000 }, ...nameOrTopic(body)];
    case "PUT /channels/:id/messages/:id/reactions/:emoji/@me":
    case "DELETE /channels/:id/messages/:id/reactions/:emoji/@me":
      return [{ name: "reactions", limit: 1, window: 250 }];
    case "POST /webhooks/:id/:token":
      return [{ name: route, limit: 5, window: 2000 }];
    default:
      return [{ name: route, limit: 50, window: 1000 }];
  }
}

/** Name and topic may each change twice in ten minutes; a client can't see these limits coming. */
function nameOrTopic(body: unknown): Bucket[] {
  const keys = typeof body === "object" && body !== null ? Object.keys(body) : [];
  return ["name", "topic"]
    .filter((key) => keys.includes(key))
    .map((name) => ({ name: `channel ${name}`, limit: 2, window: 600_000 }));
}

function deleteBucket(path: string, now: number): Bucket {
  const id = path.split("/").at(-1) ?? "0";
  const age = /^\d{15,20}$/.test(id) ? now - snowflakeTime(id) : 0;
  if (age < 10_000) return { name: "DELETE new message", limit: 5, window: 1000 };
  if (age < 14 * 86_400_000) return { name: "DELETE message", limit: 3, window: 333 };
  return { name: "DELETE old message", limit: 30, window: 4000 };
}

/** 429 with everything that Discord sends along. */
export function limitedAnswer({ scope, retryAfter }: Limited): Answer & { headers: Record<string, string> } {
  const global = scope === "global";
  return {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: retryAfter, global },
    headers: {
      "Retry-After": String(Math.ceil(retryAfter)),
      "X-RateLimit-Reset-After": retryAfter.toFixed(3),
      "X-RateLimit-Scope": scope,
      ...(global ? { "X-RateLimit-Global": "true" } : {}),
    },
  };
}

function seconds(milliseconds: number): number {
  return Math.max(0, Math.ceil(milliseconds) / 1000);
}
