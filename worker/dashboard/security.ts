// What every answer of the dashboard carries, and which changes are refused before anybody looks at them.

import { isSame } from "./digests.ts";

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' https://cdn.discordapp.com",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** Files that are the same for everybody say so themselves; all else is private and kept nowhere. */
export function secured(response: Response, publicUrl: string): Response {
  const headers = new Headers(response.headers);
  const put = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value);
  };
  put("content-security-policy", POLICY);
  put("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY");
  // Forms say where they come from (Origin) only when the policy lets pages of the same origin know.
  headers.set("referrer-policy", "same-origin");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  headers.set("x-robots-tag", "noindex");
  if (publicUrl.startsWith("https:")) headers.set("strict-transport-security", "max-age=31536000");
  return new Response(response.body, { status: response.status, headers });
}

/** Whether a form was sent by a page of ours: every browser tells the origin of a POST. */
export function isOwnForm(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  return headers.get("origin") === new URL(publicUrl).origin;
}

/** Whether a form carries the token of its session. */
export const hasToken = (form: URLSearchParams, csrf: string): boolean => isSame(form.get("csrf") ?? "", csrf);
