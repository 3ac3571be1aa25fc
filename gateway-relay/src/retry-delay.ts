// How long to wait before trying again. Pure: chance and time are arguments.

const FIRST_MS = 500;
const CAP_MS = 60_000;
const RETRY_AFTER_CAP_MS = 60 * 60_000;

/**
 * Milliseconds before the next try, after `failures` failed ones (at least 1). Exponential with full jitter, at most a
 * minute; a `Retry-After` of a second or more is kept to instead, a shorter one only adds (an answer of "0" must not
 * become a busy loop). `random` is from 0 to 1.
 */
export function retryDelay(failures: number, retryAfterMs: number | null, random: number): number {
  const backoff = random * Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  if (retryAfterMs === null) return backoff;
  if (retryAfterMs >= 1000) return retryAfterMs + random * Math.min(1000, retryAfterMs / 10);
  return retryAfterMs + backoff;
}

/** Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date), at most an hour; null when it says nothing. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : null;
  const wait = seconds === null ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(wait) ? null : Math.min(RETRY_AFTER_CAP_MS, Math.max(0, wait));
}
