// `/dashboard/:guild/threads/:thread/claim`: somebody of staff says "mine", gives it back, or takes it over.

import type { Page } from "../page.ts";
import { redirectTo, refusedOnPage } from "../threads/answers.tsx";
import { changeClaim } from "../threads/change-claim.ts";
import { mayRead } from "../threads/may-read.ts";
import { idOf } from "../threads/once.ts";

export const threadClaimPage: Page = {
  name: "thread-claim",
  path: "/dashboard/:guild/threads/:thread/claim",
  who: "staff",
  async post(visit, app) {
    const { guild, params, access, form, csrf } = visit;
    const found = await app.store.threadIn(guild.id, params.thread ?? "");
    if (found === null || !mayRead(found.thread, access)) return { answer: "not-found" };
    const { thread } = found;
    const id = await idOf(form.get("once") ?? "", { csrf, threadId: thread.id, now: app.now() });
    if (id === null) return refusedOnPage(visit, app, thread.id, { problem: { reason: "made-up" } });
    const act = form.get("act");
    const changed = await changeClaim(app, found, { act, holder: form.get("holder"), id, person: visit });
    if (!changed.ok) return refusedOnPage(visit, app, thread.id, { problem: changed.error });
    return redirectTo(thread, act === "unclaim" ? "unclaimed" : "claimed");
  },
};
