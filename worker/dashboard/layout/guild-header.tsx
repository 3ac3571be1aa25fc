// The top of a server's pages: the heading, and a tab for each page that the person may open.

import type { GuildPage, LocalPath, Tab } from "../page.ts";
import { common } from "../texts/common.ts";

/** `tabbed`: the pages with tabs, in order. */
export function tabsFor(
  tabbed: readonly GuildPage[],
  { guildId, access, path }: { guildId: string; access: "admin" | "staff"; path: string },
): Tab[] {
  const mine = tabbed.filter((page) => page.tab !== undefined && (page.who === "staff" || access === "admin"));
  return mine.map((page) => {
    const own = page.path.replace(":guild", guildId) as LocalPath;
    return { label: page.tab ?? "", path: own, current: path === own || path.startsWith(`${own}/`) };
  });
}

export const GuildHeader = ({ name, tabs }: { name: string; tabs: readonly Tab[] }) => (
  <div class="guild-header">
    <p class="crumbs">
      {name} · {common.discord}
    </p>
    <h1>{common.modmail}</h1>
    {tabs.length === 0 ? null : (
      <nav class="tabs" aria-label={`${common.modmail} in ${name}`}>
        <ul>
          {tabs.map((tab) => (
            <li>
              <a href={tab.path} aria-current={tab.current ? "page" : undefined}>
                {tab.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    )}
  </div>
);
