// `/dashboard/:guild/threads/:thread/files/:message/:attachment`: the way to a kept file for whoever may read the thread
// now. What strangers sent is never served from here, where the session counts, but from `/files/`, where none does.

import { filesOf } from "../../domain/extras.ts";
import type { Page } from "../page.ts";
import { servedPath } from "../threads/file-link.ts";
import { mayRead } from "../threads/may-read.ts";

export const threadFilePage: Page = {
  name: "thread-file",
  path: "/dashboard/:guild/threads/:thread/files/:message/:attachment",
  who: "staff",
  async get({ guild, params, access }, app) {
    const { thread = "", message = "", attachment = "" } = params;
    const found = await app.store.messageIn(guild.id, thread, message);
    if (found === null || !mayRead(found.thread, access)) return { answer: "not-found" };
    const isThere = filesOf(found.message).some(({ id }) => id === attachment);
    if (!isThere) return { answer: "not-found" };
    return { answer: "redirect", to: await servedPath(app, found.thread, message, attachment) };
  },
};
