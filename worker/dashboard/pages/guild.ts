// `/dashboard/:guild`: goes on to the first tab that the person may open; to the settings where an admin has still to
// switch Modmail on.

import type { Page } from "../page.ts";

export const guildPage: Page = {
  name: "guild",
  path: "/dashboard/:guild",
  who: "staff",
  get({ tabs, guild, access, settings }) {
    if (access === "admin" && !settings?.enabled) return { answer: "redirect", to: `/dashboard/${guild.id}/settings` };
    const [first] = tabs;
    return first === undefined ? { answer: "not-found" } : { answer: "redirect", to: first.path };
  },
};
