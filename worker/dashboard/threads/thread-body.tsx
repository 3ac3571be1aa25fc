// The page of a thread, whoever asked for it: to read, or because what they sent has to be corrected.

import type { ComponentChild } from "preact";
import type { Term } from "../../domain/search.ts";
import { defaultSettings } from "../../domain/settings.ts";
import type { ThreadPage } from "../../threads/ports.ts";
import { Slot } from "../../transcripts/page/slot.tsx";
import { Notice } from "../layout/notice.tsx";
import type { Answer, DashboardApp, GuildVisit } from "../page.ts";
import { thread as t } from "../texts/thread.ts";
import { AdminCard } from "./admin-card.tsx";
import { AnswerForm } from "./answer-form.tsx";
import { conversationMarkup, namesOn } from "./conversation-markup.tsx";
import { newOnce } from "./once.ts";
import { type Parts, PartsNav } from "./parts-nav.tsx";
import { threadPath, threadsPath } from "./paths.ts";
import { ThreadHead } from "./thread-head.tsx";

/** Messages on one page: what fits a browser well, and a megabyte or so at most. */
export const PART = 500;

export interface ThreadBody {
  page: ThreadPage;
  terms?: readonly Term[];
  notice?: { tone: "good" | "bad" | "plain"; content: ComponentChild };
  /** What was written and not sent. */
  text?: string;
  status?: number;
}

export function threadBody(visit: GuildVisit, app: DashboardApp, body: ThreadBody): Answer {
  const { guild } = visit;
  const { page, terms = [], notice } = body;
  const { thread, messages, later } = page;
  const names = namesOn(page);
  const once = newOnce(app);
  const path = threadPath(guild.id, thread.id);
  const settings = visit.settings ?? defaultSettings(guild.id, guild.name);
  const parts: Parts = { path, page };
  const isOpen = thread.state === "opening" || thread.state === "open";
  // What comes is what comes after the latest.
  const live = isOpen && !later ? { "data-live": `${path}/messages` } : {};
  return {
    answer: "page",
    title: t.title(thread.number),
    ...(body.status === undefined ? {} : { status: body.status }),
    stream: markupOnly(conversationMarkup(page, app, terms)),
    body: (
      <div class="thread-page">
        <p class="back">
          <a href={threadsPath(guild.id)}>← {t.back}</a>
        </p>
        <ThreadHead thread={thread} names={names} visit={visit} once={once} />
        {notice === undefined ? null : <Notice tone={notice.tone}>{notice.content}</Notice>}
        <PartsNav {...parts} side="before" />
        <p class="small">{t.times}</p>
        {messages.length === 0 ? <p class="empty">{nothingIn(page)}</p> : null}
        <div class="conversation" role="log" aria-label={t.conversation} {...live}>
          <Slot name="conversation" />
        </div>
        <PartsNav {...parts} side="after" />
        <div id="end">
          {isOpen ? (
            <p class="small">
              <span class="live-state" role="status" /> <a href={`${path}#end`}>{t.refresh}</a>
            </p>
          ) : null}
          <AnswerForm {...{ inGuild: { thread, settings }, names, visit, once }} {...textOf(body)} />
        </div>
        {visit.access === "admin" ? <AdminCard thread={thread} csrf={visit.csrf} /> : null}
      </div>
    ),
  };
}

const nothingIn = ({ thread, earlier }: ThreadPage): string =>
  thread.erasedAt !== null ? t.gone : earlier ? t.nothingMore : t.nothing;

const textOf = ({ text }: ThreadBody) => (text === undefined ? {} : { text });

async function* markupOnly(entries: AsyncGenerator<{ markup: string }>): AsyncGenerator<string> {
  for await (const { markup } of entries) yield markup;
}
