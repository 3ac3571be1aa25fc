// `/dashboard/:guild`: a server's first page. Goes on to the first tab that the person may open, if there is one.

import type { Page } from "../page.ts";
import { common } from "../texts/common.ts";

export const guildPage: Page = {
  name: "guild",
  path: "/dashboard/:guild",
  who: "staff",
  get({ tabs, guild }) {
    const [first] = tabs;
    if (first !== undefined) return { answer: "redirect", to: first.path };
    return {
      answer: "page",
      title: common.modmail,
      body: (
        <section class="card">
          <p>{common.nothingForStaff(guild.name)}</p>
        </section>
      ),
    };
  },
};
