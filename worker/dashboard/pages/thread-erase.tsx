// `/dashboard/:guild/threads/:thread/erase`: the second question before a thread is erased, and the erasing.

import type { Thread } from "../../domain/thread.ts";
import { askErasure, receiptGiven } from "../../threads/erase-user.ts";
import { isFormId } from "../form-fields.ts";
import { AskAgain } from "../layout/ask-again.tsx";
import type { Answer, DashboardApp, GuildVisit, Page } from "../page.ts";
import { erasedPath } from "../privacy/paths.ts";
import { thread as texts } from "../texts/thread.ts";
import { threadPath } from "../threads/paths.ts";

const t = texts.erase;

export const threadErasePage: Page = {
  name: "thread-erase",
  path: "/dashboard/:guild/threads/:thread/erase",
  who: "admin",
  async get(visit, app) {
    const thread = await erasable(visit, app);
    return thread === null ? { answer: "not-found" } : ask(visit, app, thread);
  },

  async post(visit, app) {
    const { guild, session, form } = visit;
    const id = form.get("id") ?? "";
    const thread = await erasable(visit, app);
    if (thread === null || !isFormId(id)) return { answer: "not-found" };
    if (form.get("number")?.trim().replace(/^#/, "") !== String(thread.number)) return ask(visit, app, thread, t.wrong);
    const by = { id: session.id, name: session.name };
    const wish = { id, userId: thread.userId, guildId: guild.id, threadId: thread.id, by, dmChannelId: null };
    const { went } = await askErasure(app, wish);
    // The page that is shown now is the receipt.
    if (went !== null) await receiptGiven(app, id);
    return { answer: "redirect", to: erasedPath(guild.id, id) };
  },
};

/** null: the server has no such thread, or it isn't closed, or is erased already. */
async function erasable({ guild, params }: GuildVisit, app: DashboardApp): Promise<Thread | null> {
  const found = await app.store.threadIn(guild.id, params.thread ?? "");
  return found?.thread.state === "closed" && found.thread.erasedAt === null ? found.thread : null;
}

function ask({ guild, csrf }: GuildVisit, app: DashboardApp, thread: Thread, error?: string): Answer {
  const path = threadPath(guild.id, thread.id);
  return {
    answer: "page",
    title: t.title(thread.number),
    ...(error === undefined ? {} : { status: 422 }),
    body: (
      <AskAgain
        csrf={csrf}
        action={`${path}/erase`}
        // The same form sent twice is one erasure.
        hidden={{ id: app.newThreadId() }}
        title={t.title(thread.number)}
        lead={[t.lead(guild.name)]}
        what={t.what}
        stays={t.stays}
        field={{ name: "number", label: t.label, maxLength: 12, error }}
        yes={t.yes}
        no={{ label: t.no, href: path }}
      />
    ),
  };
}
