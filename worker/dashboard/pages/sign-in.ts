// `/dashboard/sign-in`: off to Discord. A link, not a form: the page's policy keeps forms on this host.

import type { Page } from "../page.ts";
import { localPath } from "../paths.ts";
import { attemptCookie } from "../sign-in-attempt.ts";

export const signInPage: Page = {
  name: "sign-in",
  path: "/dashboard/sign-in",
  who: "anybody",
  get({ url }, app) {
    const { publicUrl } = app.config;
    if (app.signIn === null) return { answer: "redirect", to: "/dashboard" };
    // Discord sends the browser to the public address: the cookie has to be set there, too.
    const here = new URL(url.pathname + url.search, publicUrl);
    if (here.origin !== url.origin) return { answer: "redirect", to: here };
    const { url: discord, ...proof } = app.signIn.begin();
    const next = localPath(url.searchParams.get("next"));
    return { answer: "redirect", to: new URL(discord), cookies: [attemptCookie({ ...proof, next }, publicUrl)] };
  },
};
