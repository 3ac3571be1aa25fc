// Who may talk to the playground: only pages that it served itself, on this computer. Routes are elsewhere.

import type { IncomingMessage } from "node:http";

/**
 * Why a request is turned away, or null. The Host check stops DNS rebinding (a foreign name that points to 127.0.0.1),
 * the Origin check stops other pages in the same browser.
 */
export function refusal(request: Pick<IncomingMessage, "headers">, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) {
    return `The playground answers only to ${hosts.join(" and ")}.`;
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return "The playground answers only to its own page.";
  }
  return null;
}

/** Headers of every answer; `media` is the origin from which pictures and files come. */
export function securityHeaders(media: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob: ${media}`,
    `media-src blob: ${media}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  };
}
