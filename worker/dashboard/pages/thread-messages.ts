// `/dashboard/:guild/threads/:thread/messages?since=<ms>`: what was said lately, for a page that is open. The script of
// the page asks for it; it shows what it hasn't got yet.

import type { Page } from "../page.ts";
import { conversationMarkup } from "../threads/conversation-markup.tsx";
import { mayRead } from "../threads/may-read.ts";

/** What comes late was sent before what is shown already. */
const OVERLAP = 2 * 60_000;
const MOST = 500;

export const threadMessagesPage: Page = {
  name: "thread-messages",
  path: "/dashboard/:guild/threads/:thread/messages",
  who: "staff",
  async get({ guild, params, access, url }, app) {
    const asked = Number(url.searchParams.get("since") ?? "");
    const since = Number.isSafeInteger(asked) ? Math.max(0, asked - OVERLAP) : 0;
    const page = await app.store.threadPage(guild.id, params.thread ?? "", { since }, MOST);
    if (page === null || !mayRead(page.thread, access)) return { answer: "not-found" };
    const messages: { id: string; sentAt: number; html: string }[] = [];
    for await (const { markup, message } of conversationMarkup(page, app)) {
      if (message !== null) messages.push({ id: message.id, sentAt: message.sentAt, html: markup });
    }
    const isOpen = page.thread.state === "opening" || page.thread.state === "open";
    return { answer: "raw", response: Response.json({ messages, open: isOpen, more: page.later }) };
  },
};
