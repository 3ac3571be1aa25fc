// Signing what we say to people in links, with keys made from the relay's secrets: each purpose has a key of its own.

export interface Signer {
  /** 43 characters of base64url, by the newest secret. */
  sign(statement: string): Promise<string>;
  /** Whether any of the secrets signed this: they can be rotated. */
  isOurs(statement: string, signature: string): Promise<boolean>;
}

/** `purpose`: nothing else may ever be signed under this name. */
export function createSigner(secrets: readonly string[], purpose: string): Signer {
  const [newest = ""] = secrets;
  // Made once, however much is signed.
  let signing: Promise<CryptoKey> | null = null;
  return {
    async sign(statement) {
      signing ??= keyFrom(newest, purpose);
      const signature = await crypto.subtle.sign("HMAC", await signing, encoder.encode(statement));
      return toBase64Url(signature);
    },

    async isOurs(statement, signature) {
      if (!/^[\w-]{43}$/.test(signature)) return false;
      const bytes = fromBase64(signature.replaceAll("-", "+").replaceAll("_", "/"));
      for (const secret of secrets) {
        const key = await keyFrom(secret, purpose);
        if (await crypto.subtle.verify("HMAC", key, bytes, encoder.encode(statement))) return true;
      }
      return false;
    },
  };
}

const encoder = new TextEncoder();

/** HKDF (RFC 5869): whoever learns this key learns nothing of the relay's secret. */
async function keyFrom(secret: string, purpose: string): Promise<CryptoKey> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ""));
  const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode(purpose) };
  const use = { name: "HMAC", hash: "SHA-256", length: 256 };
  return crypto.subtle.deriveKey(derivation, material, use, false, ["sign", "verify"]);
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const toBase64Url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
