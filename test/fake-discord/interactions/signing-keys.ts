// The application's Ed25519 key pair, and signatures as Discord puts them on interactions.

import { generateKeyPairSync, sign } from "node:crypto";

export interface SigningKeys {
  /** 32 bytes in hex, for DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  /** Over timestamp and body, byte by byte; in hex. */
  sign(timestamp: string, body: string): string;
}

export function createSigningKeys(): SigningKeys {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const { x } = publicKey.export({ format: "jwk" });
  if (typeof x !== "string") throw new Error("Node made an Ed25519 key without a public half.");
  return {
    publicKey: Buffer.from(x, "base64url").toString("hex"),
    sign: (timestamp, body) => sign(null, Buffer.from(timestamp + body), privateKey).toString("hex"),
  };
}
