// The signed webhook between relay and Worker: Standard Webhooks (https://www.standardwebhooks.com). No I/O.

import { Webhook, WebhookVerificationError } from "standardwebhooks";

/**
 * The secrets in RELAY_SECRET, newest first: base64, each with or without the `whsec_` prefix, separated by spaces or
 * commas. Several are valid at once so that a secret can be rotated. Throws a sentence for the person who set it.
 */
export function parseSecrets(value: string): readonly string[] {
  const secrets = value.split(/[\s,]+/).filter(Boolean);
  if (secrets.length === 0) throw new Error("RELAY_SECRET is empty");
  for (const secret of secrets) {
    const base64 = secret.replace(/^whsec_/, "");
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0 || base64.length < 32) {
      throw new Error("RELAY_SECRET must be base64 of at least 24 random bytes (for example: openssl rand -base64 32)");
    }
  }
  return secrets;
}

/** The three headers of a delivery, signed with the newest secret. The same `id` always means the same event. */
export function signDelivery(secrets: readonly string[], id: string, at: Date, body: string): Record<string, string> {
  const [newest] = secrets;
  if (newest === undefined) throw new Error("no secret to sign with");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(newest).sign(id, at, body),
  };
}

/** Whether any of the secrets signed exactly this body within the last (or next) five minutes of the real clock. */
export function verifyDelivery(secrets: readonly string[], headers: Headers, body: string): boolean {
  const given = Object.fromEntries(headers);
  return secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, given, { jsonParse: false });
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      throw error;
    }
  });
}
