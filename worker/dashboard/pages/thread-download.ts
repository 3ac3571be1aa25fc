// `/dashboard/:guild/threads/:thread/download/:format`: the whole thread as a file, read and sent piece by piece.

import type { ThreadPage } from "../../threads/ports.ts";
import { streamOf } from "../layout/stream.ts";
import type { DashboardApp, Page } from "../page.ts";
import { common } from "../texts/common.ts";
import { namesOf } from "../threads/conversation-markup.tsx";
import { mayRead } from "../threads/may-read.ts";

const FORMATS = {
  html: { type: "text/html; charset=utf-8", extension: "html" },
  json: { type: "application/json; charset=utf-8", extension: "json" },
  text: { type: "text/plain; charset=utf-8", extension: "txt" },
} as const;

/** As many messages as are held at a time. */
const PART = 500;

export const threadDownloadPage: Page = {
  name: "thread-download",
  path: "/dashboard/:guild/threads/:thread/download/:format",
  who: "staff",
  async get({ guild, params, access }, app) {
    const format = (Object.keys(FORMATS) as (keyof typeof FORMATS)[]).find((one) => one === params.format);
    if (format === undefined) return { answer: "not-found" };
    const first = await app.store.threadPage(guild.id, params.thread ?? "", "start", PART);
    if (first === null || !mayRead(first.thread, access)) return { answer: "not-found" };
    const totals = await app.store.threadTotals(first.thread.id);
    const { thread, staff } = first;
    const pieces = await app.files.exportTranscript(format, {
      thread,
      guildName: guild.name,
      totals,
      names: namesOf(thread, [...staff, ...totals.participants]),
      pages: partsFrom(first, app),
    });
    const { type, extension } = FORMATS[format];
    const headers = {
      "content-type": type,
      "content-disposition": `attachment; filename="thread-${thread.number}.${extension}"`,
    };
    return {
      answer: "raw",
      response: new Response(streamOf(pieces, { log: app.log, brokeOff: `\n\n${common.brokeOff}\n` }), { headers }),
    };
  },
};

async function* partsFrom(first: ThreadPage, { store }: Pick<DashboardApp, "store">): AsyncGenerator<ThreadPage> {
  const { guildId, id } = first.thread;
  for (let part: ThreadPage | null = first; part !== null; ) {
    yield part;
    const last = part.messages.at(-1);
    part = part.later && last ? await store.threadPage(guildId, id, { after: last }, PART) : null;
  }
}
