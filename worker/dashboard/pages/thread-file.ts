// `/dashboard/:guild/threads/:thread/files/:message/:attachment`: a kept file, for whoever may read the thread now.

import { filesOf } from "../../domain/extras.ts";
import type { Page } from "../page.ts";
import { mayRead } from "../threads/may-read.ts";

export const threadFilePage: Page = {
  name: "thread-file",
  path: "/dashboard/:guild/threads/:thread/files/:message/:attachment",
  who: "staff",
  async get({ guild, params, access, headers }, app) {
    const { thread = "", message = "", attachment = "" } = params;
    const found = await app.store.messageIn(guild.id, thread, message);
    if (found === null || !mayRead(found.thread, access)) return { answer: "not-found" };
    const file = filesOf(found.message).find(({ id }) => id === attachment);
    const response = file ? await app.downloads.serve(found.message.id, file, headers) : null;
    return response === null ? { answer: "not-found" } : { answer: "raw", response };
  },
};
