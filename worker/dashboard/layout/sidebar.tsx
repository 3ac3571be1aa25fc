// Beside every page of somebody who is signed in: the workspace, what it has, and the account.

import type { ListedGuild, Session } from "../../domain/session.ts";
import type { LocalPath } from "../page.ts";
import { common } from "../texts/common.ts";
import { workspaces } from "../texts/workspaces.ts";
import { Csrf } from "./csrf.tsx";
import { GuildIcon, PersonIcon } from "./icons.tsx";

export type WorkspaceLink = Pick<ListedGuild, "id" | "name" | "iconUrl">;

interface SidebarProps {
  session: Session;
  csrf: string;
  /** Where the person is; null on pages of no server. */
  here: WorkspaceLink | null;
  /** The others that they may go to. */
  others: readonly WorkspaceLink[];
}

const home = (guildId: string): LocalPath => `/dashboard/${guildId}`;

export const Sidebar = ({ session, csrf, here, others }: SidebarProps) => (
  <header class="sidebar">
    <a class="brand" href="/dashboard/workspaces">
      <img src="/dashboard/static/icon.svg" alt="" width="28" height="28" />
      {common.product}
    </a>
    <nav aria-label={common.navigation}>
      {here === null ? (
        <ul>
          <li>
            <a href="/dashboard/workspaces" aria-current="page">
              {workspaces.title}
            </a>
          </li>
        </ul>
      ) : (
        <>
          <Workspace here={here} others={others} />
          <h2>{common.discord}</h2>
          <ul>
            <li>
              <a href={home(here.id)} aria-current="true">
                {common.modmail}
              </a>
            </li>
          </ul>
        </>
      )}
    </nav>
    <Account session={session} csrf={csrf} />
  </header>
);

const Workspace = ({ here, others }: { here: WorkspaceLink; others: readonly WorkspaceLink[] }) => (
  <details class="workspace">
    <summary>
      <GuildIcon guild={here} />
      <span class="hidden">{common.workspace}: </span>
      <span class="name">{here.name}</span>
      <span class="hidden">. {common.switchWorkspace}</span>
    </summary>
    <ul>
      {others.map((guild) => (
        <li>
          <a href={home(guild.id)}>
            <GuildIcon guild={guild} />
            <span class="name">{guild.name}</span>
          </a>
        </li>
      ))}
      <li>
        <a href="/dashboard/workspaces">{common.allWorkspaces}</a>
      </li>
    </ul>
  </details>
);

const Account = ({ session, csrf }: { session: Session; csrf: string }) => (
  <section class="account" aria-label={common.account}>
    <p>
      <PersonIcon person={session} />
      <span class="name">{session.name}</span>
    </p>
    <form method="post" action="/dashboard/sign-out">
      <Csrf token={csrf} />
      <button type="submit" class="quiet">
        {common.signOut}
      </button>
      <button type="submit" class="quiet" formaction="/dashboard/sign-out-everywhere">
        {common.signOutEverywhere}
      </button>
    </form>
  </section>
);
