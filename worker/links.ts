// Links to kept files for people who aren't signed in: what such a link says, and the signature that proves that we said it.

import type { Links, Reader } from "./threads/ports.ts";

const DAY = 24 * 60 * 60_000;
/** Said in texts/content.ts as well. */
const LIFETIME: Record<Reader, number> = { user: 30 * DAY, staff: 7 * DAY };

/** Nothing else may ever be signed with keys derived with this name. */
const PURPOSE = "modmail: link to a kept file, version 1";

type LinkedFile = Parameters<Links["toFile"]>[0];

export type ReadLink = { link: "valid" | "expired"; file: LinkedFile } | { link: "not-ours" };

/** `read` takes the path's last part. Signs with a key made from the newest secret, and takes what any of them signed: they can be rotated. */
export function createLinks(
  secrets: readonly string[],
  publicUrl: string,
  now: () => number,
): Links & { read(token: string): Promise<ReadLink> } {
  const [newest = ""] = secrets;
  return {
    async toFile({ threadId, messageId, attachmentId }, reader) {
      const until = Math.ceil((now() + LIFETIME[reader]) / 1000);
      const statement = [threadId, messageId, attachmentId, until.toString(36)].join(".");
      const signature = await crypto.subtle.sign("HMAC", await keyFrom(newest), encoder.encode(statement));
      return new URL(`/files/${statement}.${toBase64Url(signature)}`, publicUrl).href;
    },

    async read(token) {
      const found = /^(([a-z0-9]{1,32})\.(\d{1,20})\.([\w-]{1,64})\.([a-z0-9]{1,10}))\.([\w-]{43})$/.exec(token);
      if (found === null) return { link: "not-ours" };
      const [, statement = "", threadId = "", messageId = "", attachmentId = "", until = "", signature = ""] = found;
      if (!(await isSigned(secrets, statement, fromBase64Url(signature)))) return { link: "not-ours" };
      const isValid = now() < Number.parseInt(until, 36) * 1000;
      return { link: isValid ? "valid" : "expired", file: { threadId, messageId, attachmentId } };
    },
  };
}

async function isSigned(secrets: readonly string[], statement: string, signature: Uint8Array<ArrayBuffer>) {
  for (const secret of secrets) {
    const isOurs = await crypto.subtle.verify("HMAC", await keyFrom(secret), signature, encoder.encode(statement));
    if (isOurs) return true;
  }
  return false;
}

const encoder = new TextEncoder();

/** HKDF (RFC 5869): whoever learns this key learns nothing of the relay's secret. */
async function keyFrom(secret: string): Promise<CryptoKey> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ""));
  const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode(PURPOSE) };
  const use = { name: "HMAC", hash: "SHA-256", length: 256 };
  return crypto.subtle.deriveKey(derivation, material, use, false, ["sign", "verify"]);
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const fromBase64Url = (text: string) => fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
const toBase64Url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
