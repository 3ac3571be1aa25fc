// What the transcript's page admits: its own style by its hash, pictures and sound that are inside it, and nothing else.

import { base64 } from "../bytes.ts";
import { STYLE } from "./style.ts";

export async function contentPolicy(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(STYLE));
  const hash = new TextDecoder().decode(base64(new Uint8Array(digest)));
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; media-src data:; base-uri 'none'; form-action 'none'`;
}
