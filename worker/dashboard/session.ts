// The session behind a browser's cookie: 256 random bits that only the browser has, kept hashed, for seven days.

import { type Identity, SESSION_MS } from "../domain/session.ts";
import { readCookie, setCookie } from "./cookies.ts";
import { keyedHash, sha256 } from "./digests.ts";
import type { DashboardApp } from "./page.ts";

export interface SessionKey {
  hash: string;
  /** The token that the session's forms carry: made from the id, and says nothing of it. */
  csrf: string;
}

/** null: the browser has no cookie that could be one of ours. */
export async function sessionKey(headers: Headers, publicUrl: string): Promise<SessionKey | null> {
  const id = readCookie(headers, "modmail", publicUrl);
  if (id === null || !/^[\w-]{43}$/.test(id)) return null;
  return { hash: await sha256(id), csrf: await keyedHash(id, "csrf") };
}

/** Returns the cookie for the browser. Always a new id; the session that the browser had before ends. */
export async function startSession(app: DashboardApp, headers: Headers, person: Identity): Promise<string> {
  const id = app.newSecret();
  const now = app.now();
  const before = await sessionKey(headers, app.config.publicUrl);
  const session = { ...person, createdAt: now, expiresAt: now + SESSION_MS };
  await app.store.startSession(await sha256(id), session, before?.hash ?? null);
  return setCookie({ name: "modmail", value: id, seconds: SESSION_MS / 1000 }, app.config.publicUrl);
}

export const endedCookie = (publicUrl: string): string =>
  setCookie({ name: "modmail", value: "", seconds: 0 }, publicUrl);
