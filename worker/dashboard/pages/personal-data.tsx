// `/privacy/data`: a person's own data, for whoever has the link that they got; nobody needs to be signed in.

import type { Page } from "../page.ts";
import { downloadData } from "../privacy/download-data.ts";
import { privacy } from "../texts/privacy.ts";

const t = privacy.link;

export const personalDataPage: Page = {
  name: "personal-data",
  path: "/privacy/data",
  who: "anybody",
  async get({ url }, app) {
    const userId = await app.personalDataLinks.whose(url.searchParams);
    if (userId !== null) return { answer: "raw", response: downloadData(app, { userId, guildId: null }) };
    return {
      answer: "page",
      title: t.title,
      status: 404,
      body: (
        <section class="card problem">
          <h1>{t.title}</h1>
          <p>{t.text}</p>
        </section>
      ),
    };
  },
};
