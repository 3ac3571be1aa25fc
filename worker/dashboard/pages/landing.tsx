// `/dashboard`: what a visitor sees, with the way in. Who is signed in goes on to their workspaces.

import { Notice } from "../layout/notice.tsx";
import type { Answer, DashboardApp, Page } from "../page.ts";
import { localPath } from "../paths.ts";
import { type SignInNotice, signIn } from "../texts/sign-in.ts";

export const landingPage: Page = {
  name: "landing",
  path: "/dashboard",
  who: "anybody",
  get({ url, session }, app) {
    const next = localPath(url.searchParams.get("next"));
    if (session !== null) return { answer: "redirect", to: next ?? "/dashboard/workspaces" };
    return landing(app, { next, notice: readNotice(url.searchParams.get("notice")) });
  },
};

/** `next`: where to go when they are signed in. */
export function landing(
  app: DashboardApp,
  { next = null, notice = null, status = 200 }: { next?: string | null; notice?: SignInNotice | null; status?: number },
): Answer {
  const way = next === null ? "" : `?next=${encodeURIComponent(next)}`;
  const isGood = notice === "signed-out" || notice === "everywhere";
  return {
    answer: "page",
    title: signIn.title,
    status,
    body: (
      <section class="card landing">
        <img src="/dashboard/static/icon.svg" alt="" width="56" height="56" />
        <h1>{signIn.title}</h1>
        {notice === null ? null : <Notice tone={isGood ? "good" : "bad"}>{signIn.notice[notice]}</Notice>}
        <p class="lead">{signIn.lead}</p>
        {app.signIn === null ? (
          <Notice tone="plain">{signIn.notConfigured}</Notice>
        ) : (
          <>
            <p>
              <a class="button primary" href={`/dashboard/sign-in${way}`} rel="nofollow">
                {signIn.button}
              </a>
            </p>
            <p class="small">{signIn.scopes}</p>
          </>
        )}
        <p class="small">
          <a href="/privacy">{signIn.privacy}</a>
        </p>
      </section>
    ),
  };
}

const readNotice = (text: string | null): SignInNotice | null =>
  text !== null && Object.hasOwn(signIn.notice, text) ? (text as SignInNotice) : null;
