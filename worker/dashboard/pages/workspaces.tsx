// `/dashboard/workspaces`: the servers that the person may open, and where Modmail can be added.

import type { ListedGuild } from "../../domain/session.ts";
import { installLink } from "../install-link.ts";
import { GuildIcon } from "../layout/icons.tsx";
import { Notice } from "../layout/notice.tsx";
import { listWorkspaces, type Workspace } from "../list-workspaces.ts";
import type { DashboardApp, Page } from "../page.ts";
import { common } from "../texts/common.ts";
import { workspaces as t } from "../texts/workspaces.ts";

export const workspacesPage: Page = {
  name: "workspaces",
  path: "/dashboard/workspaces",
  who: "signed-in",
  async get(visit, app) {
    const { mine, others, incomplete } = await listWorkspaces(visit, app);
    return {
      answer: "page",
      title: t.title,
      body: (
        <>
          <h1>{t.title}</h1>
          <p class="lead">{mine.length === 0 ? t.none : t.lead}</p>
          {incomplete ? <Notice tone="bad">{t.unknown}</Notice> : null}
          {mine.length === 0 ? null : <Mine workspaces={mine} />}
          {others.length === 0 ? null : <Others guilds={others} app={app} />}
          <p>
            <a class="button" href={installLink(app)}>
              {t.addAnother}
            </a>
          </p>
          <p class="small">
            {t.missing} <a href="/dashboard/sign-in?next=/dashboard/workspaces">{t.refresh}</a>
          </p>
        </>
      ),
    };
  },
};

const Mine = ({ workspaces }: { workspaces: readonly Workspace[] }) => (
  <ul class="guilds">
    {workspaces.map(({ guild, settings, access }) => (
      <li class="card">
        <GuildIcon guild={guild} />
        <a class="name" href={`/dashboard/${guild.id}`}>
          {guild.name}
        </a>
        <span class="tag">{access === "admin" ? common.admin : common.staff}</span>
        <span class={settings?.enabled ? "tag on" : "tag"}>
          {settings === null ? t.notSetUp : settings.enabled ? t.on : t.off}
        </span>
      </li>
    ))}
  </ul>
);

const Others = ({ guilds, app }: { guilds: readonly ListedGuild[]; app: DashboardApp }) => (
  <section aria-labelledby="others">
    <h2 id="others">{t.others}</h2>
    <p>{t.othersLead}</p>
    <ul class="guilds">
      {guilds.map((guild) => (
        <li class="card">
          <GuildIcon guild={guild} />
          <a class="name" href={`/dashboard/${guild.id}`}>
            {guild.name}
          </a>
          <a class="button small" href={installLink(app, guild.id)} aria-label={common.botNotHere.add(guild.name)}>
            {t.add}
          </a>
        </li>
      ))}
    </ul>
  </section>
);
