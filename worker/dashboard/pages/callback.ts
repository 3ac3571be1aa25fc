// `/dashboard/callback`: back from Discord, with a code that says who this is. The same browser that left, and not too
// many of them.

import { isSame, keyedHash } from "../digests.ts";
import type { Answer, DashboardApp, Page } from "../page.ts";
import { startSession } from "../session.ts";
import { noAttemptCookie, readAttempt } from "../sign-in-attempt.ts";
import type { SignInNotice } from "../texts/sign-in.ts";
import { landing } from "./landing.tsx";

/** Tries in ten minutes, from one address and from all. */
const MOST = { own: 30, all: 2000 };

export const callbackPage: Page = {
  name: "callback",
  path: "/dashboard/callback",
  who: "anybody",
  async get({ url, headers }, app) {
    const { publicUrl } = app.config;
    const { signIn } = app;
    if (signIn === null) return { answer: "redirect", to: "/dashboard" };
    const attempt = readAttempt(headers, publicUrl);
    const state = url.searchParams.get("state") ?? "";
    const over = noAttemptCookie(publicUrl);
    const stop = (notice: SignInNotice): Answer => ({
      answer: "redirect",
      to: `/dashboard?notice=${notice}`,
      cookies: [over],
    });
    if (attempt === null || !isSame(state, attempt.state)) return stop("out-of-date");
    const code = url.searchParams.get("code");
    if (code === null) return stop(url.searchParams.get("error") === "access_denied" ? "cancelled" : "refused");

    if (await tooOften(app, headers)) return landing(app, { notice: "too-often", next: attempt.next, status: 429 });
    const identity = await signIn.complete(code, attempt.verifier);
    if (!identity.ok) return stop("refused");
    const session = await startSession(app, headers, identity.value);
    return { answer: "redirect", to: attempt.next ?? "/dashboard/workspaces", cookies: [session, over] };
  },
};

/** Addresses are counted by a keyed hash, which says nothing to who reads the table. */
async function tooOften({ config, store, now }: DashboardApp, headers: Headers): Promise<boolean> {
  const address = headers.get("cf-connecting-ip") ?? "unknown";
  const who = await keyedHash(config.clientSecret ?? "", network(address));
  const { own, all } = await store.countSignIn(who, now());
  return own > MOST.own || all > MOST.all;
}

/** Of IPv6, the half that a customer is given: they may use every address in it. */
const network = (address: string): string =>
  address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;
