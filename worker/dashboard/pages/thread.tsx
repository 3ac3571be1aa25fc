// `/dashboard/:guild/threads/:thread`: one thread to read, part by part, and to answer while it is open.

import { visibleName } from "../../transcripts/page/visible-text.ts";
import type { GuildVisit, Page } from "../page.ts";
import { type ThreadNotice, thread as t } from "../texts/thread.ts";
import { mayRead } from "../threads/may-read.ts";
import { readPlace } from "../threads/read-place.ts";
import { PART, type ThreadBody, threadBody } from "../threads/thread-body.tsx";

export const threadPage: Page = {
  name: "thread",
  path: "/dashboard/:guild/threads/:thread",
  who: "staff",
  async get(visit, app) {
    const { guild, params, access, url } = visit;
    const { place, terms } = readPlace(url.searchParams);
    const page = await app.store.threadPage(guild.id, params.thread ?? "", place, PART);
    if (page === null || !mayRead(page.thread, access)) return { answer: "not-found" };
    return threadBody(visit, app, { page, terms, ...noticeFor(visit, page.thread.profile.displayName) });
  },
};

function noticeFor({ url }: GuildVisit, userName: string): Pick<ThreadBody, "notice"> {
  const done = url.searchParams.get("done");
  if (done === null || !Object.hasOwn(t.done, done)) return {};
  const text = t.done[done as ThreadNotice];
  const tone = done === "unseen" || done === "waits" ? ("plain" as const) : ("good" as const);
  return { notice: { tone, content: typeof text === "string" ? text : text(visibleName(userName)) } };
}
