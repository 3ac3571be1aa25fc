// `/dashboard/:guild/threads/:thread/answer`: what was written on a thread's page goes to its user or among staff, once.

import type { Refusal } from "../../domain/refusal.ts";
import { Later } from "../../domain/refusal.ts";
import { ok, type Result } from "../../domain/result.ts";
import { noteFromDashboard, replyFromDashboard } from "../../threads/answer-from-dashboard.ts";
import type { ThreadInGuild } from "../../threads/ports.ts";
import type { Answer, DashboardApp, GuildVisit, Page } from "../page.ts";
import type { ThreadNotice } from "../texts/thread.ts";
import { redirectTo, refusedOnPage } from "../threads/answers.tsx";
import { changeClaim } from "../threads/change-claim.ts";
import { mayRead } from "../threads/may-read.ts";
import { idOf } from "../threads/once.ts";

type Found = NonNullable<Awaited<ReturnType<DashboardApp["store"]["threadIn"]>>>;

export const threadAnswerPage: Page = {
  name: "thread-answer",
  path: "/dashboard/:guild/threads/:thread/answer",
  who: "staff",
  async post(visit, app) {
    const { guild, params, access, form, csrf } = visit;
    const found = await app.store.threadIn(guild.id, params.thread ?? "");
    if (found === null || !mayRead(found.thread, access)) return { answer: "not-found" };
    const text = (form.get("text") ?? "").trim();
    const id = await idOf(form.get("once") ?? "", { csrf, threadId: found.thread.id, now: app.now() });
    if (id === null) return refusedOnPage(visit, app, found.thread.id, { problem: "too-old", text });
    return answer(visit, app, found, { id, text });
  },
};

async function answer(
  visit: GuildVisit,
  app: DashboardApp,
  found: Found,
  { id, text }: { id: string; text: string },
): Promise<Answer> {
  const { form, session, access } = visit;
  const { thread } = found;
  const as = form.get("as");
  const taken = as === "take-over" ? await takenOver(visit, app, found, id) : ok(found);
  if (!taken.ok) return refusedOnPage(visit, app, thread.id, { problem: taken.error, text });

  const author = { id: session.id, name: session.name, avatarUrl: session.avatarUrl };
  const channelId = thread.channelId ?? thread.id;
  const draft = {
    id,
    author,
    content: text,
    attachments: [],
    channelId,
    sentAt: app.now(),
  };
  try {
    const done =
      as === "note"
        ? await noteFromDashboard(app, taken.value, draft)
        : await replyFromDashboard(app, taken.value, access, { ...draft, ...anonymity(as) });
    if (!done.ok) return refusedOnPage(visit, app, thread.id, { problem: done.error, text });
    const { message, shown } = done.value;
    if (message.content !== text) return refusedOnPage(visit, app, thread.id, { problem: "sent-already", text });
    const notice: ThreadNotice = !shown ? "unseen" : message.kind === "note" ? "noted" : "sent";
    return redirectTo(thread, notice);
  } catch (error) {
    if (!(error instanceof Later) || as === "note") throw error;
    return redirectTo(thread, "waits");
  }
}

/** In the middle between claim and reply a second one is no harm: the claim is theirs by then. */
async function takenOver(
  visit: GuildVisit,
  app: DashboardApp,
  found: Found,
  id: string,
): Promise<Result<ThreadInGuild, Refusal>> {
  const holder = visit.form.get("holder");
  const changed = await changeClaim(app, found, { act: "take-over", holder, id, person: visit });
  return changed.ok ? ok({ thread: changed.value, settings: found.settings }) : changed;
}

/** Absent: as the server has set. */
function anonymity(as: string | null): { anonymous?: boolean } {
  if (as === "anonymous") return { anonymous: true };
  return as === "named" ? { anonymous: false } : {};
}
