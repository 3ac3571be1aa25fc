// `/dashboard/:guild/threads/:thread/confidential`: an admin decides whether the staff see a thread on the dashboard.

import type { Page } from "../page.ts";
import { redirectTo } from "../threads/answers.tsx";

export const threadConfidentialPage: Page = {
  name: "thread-confidential",
  path: "/dashboard/:guild/threads/:thread/confidential",
  who: "admin",
  async post({ guild, params, form }, app) {
    const { thread = "" } = params;
    const confidential = form.get("confidential") === "yes";
    const changed = await app.store.markConfidential(guild.id, thread, confidential);
    if (!changed) return { answer: "not-found" };
    return redirectTo({ guildId: guild.id, id: thread }, confidential ? "confidential" : "shared");
  },
};
