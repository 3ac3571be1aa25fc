// What a browser keeps between leaving for Discord and coming back: the proof that it is the same one, for ten minutes.

import { readCookie, setCookie } from "./cookies.ts";
import type { LocalPath } from "./page.ts";
import { localPath } from "./paths.ts";

export interface Attempt {
  state: string;
  /** PKCE's, without which the code is worth nothing. */
  verifier: string;
  next: LocalPath | null;
}

const SECONDS = 600;

export const attemptCookie = ({ state, verifier, next }: Attempt, publicUrl: string): string =>
  setCookie(
    { name: "modmail-sign-in", value: `${state}.${verifier}.${encodeURIComponent(next ?? "")}`, seconds: SECONDS },
    publicUrl,
  );

export const noAttemptCookie = (publicUrl: string): string =>
  setCookie({ name: "modmail-sign-in", value: "", seconds: 0 }, publicUrl);

export function readAttempt(headers: Headers, publicUrl: string): Attempt | null {
  const parts = /^([\w-]{20,})\.([\w-]{43,})\.(.*)$/.exec(readCookie(headers, "modmail-sign-in", publicUrl) ?? "");
  if (parts === null) return null;
  const [, state = "", verifier = "", next = ""] = parts;
  return { state, verifier, next: localPath(decoded(next)) };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
