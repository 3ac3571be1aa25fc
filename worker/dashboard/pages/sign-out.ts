// `/dashboard/sign-out`, here or everywhere.

import type { Page } from "../page.ts";
import { endedCookie } from "../session.ts";

export const signOutPage: Page = {
  name: "sign-out",
  path: "/dashboard/sign-out",
  who: "signed-in",
  async post({ sessionHash }, app) {
    await app.store.endSession(sessionHash);
    return { answer: "redirect", to: "/dashboard?notice=signed-out", cookies: [endedCookie(app.config.publicUrl)] };
  },
};

export const signOutEverywherePage: Page = {
  name: "sign-out-everywhere",
  path: "/dashboard/sign-out-everywhere",
  who: "signed-in",
  async post({ session }, app) {
    await app.store.endSessions(session.id);
    return { answer: "redirect", to: "/dashboard?notice=everywhere", cookies: [endedCookie(app.config.publicUrl)] };
  },
};
