// In place of every page of a server that the bot isn't in, for those who can add it.

import type { ListedGuild } from "../domain/session.ts";
import { installLink } from "./install-link.ts";
import type { Answer, DashboardApp } from "./page.ts";
import { common } from "./texts/common.ts";

export function botNotHerePage(app: DashboardApp, guild: ListedGuild): Answer {
  const t = common.botNotHere;
  return {
    answer: "page",
    title: t.title(guild.name),
    status: 404,
    body: (
      <section class="card problem">
        <h1>{t.title(guild.name)}</h1>
        <p>{t.text}</p>
        <p>
          <a class="button primary" href={installLink(app, guild.id)}>
            {t.add(guild.name)}
          </a>
        </p>
      </section>
    ),
  };
}
