// `/dashboard/:guild/notes`: the users of whom staff have noted something, and a search for one.

import { isSnowflake } from "../../domain/message.ts";
import type { NotedUser } from "../../threads/ports.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { PersonIcon } from "../layout/icons.tsx";
import { Moment } from "../layout/moment.tsx";
import { NumberedPages, pageIn } from "../layout/numbered-pages.tsx";
import { SearchForm } from "../layout/search-form.tsx";
import { notesPath, userNotesPath } from "../notes/paths.ts";
import type { Page } from "../page.ts";
import { notes as t } from "../texts/notes.ts";

const PAGE = 25;

export const notesPage: Page = {
  name: "notes",
  path: "/dashboard/:guild/notes",
  who: "staff",
  tab: t.tab,
  async get({ guild, url }, app) {
    const text = (url.searchParams.get("user") ?? "").trim().slice(0, 32);
    if (isSnowflake(text)) return { answer: "redirect", to: userNotesPath(guild.id, text) };
    const page = pageIn(url, 999);
    const { users, total } = await app.store.notedUsers(guild.id, text, PAGE, page * PAGE);
    return {
      answer: "page",
      title: t.title,
      body: (
        <>
          <p class="lead">{t.lead}</p>
          <SearchForm action={notesPath(guild.id)} name="user" value={text} texts={t.search} />
          {users.length === 0 ? <p class="card">{text === "" ? t.none : t.noneFound(text)}</p> : null}
          <ul class="noted">
            {users.map((user) => (
              <Item guildId={guild.id} user={user} />
            ))}
          </ul>
          <NumberedPages
            path={notesPath(guild.id)}
            query={{ user: text }}
            page={page}
            more={(page + 1) * PAGE < total}
            texts={t}
          />
        </>
      ),
    };
  },
};

function Item({ guildId, user: { userId, profile, total, latest } }: { guildId: string; user: NotedUser }) {
  const name = profile === null ? t.user(userId) : visibleName(profile.displayName);
  return (
    <li class="card">
      <PersonIcon person={{ id: userId, name, avatarUrl: profile?.avatarUrl ?? null }} />
      <div>
        <a class="name" href={userNotesPath(guildId, userId)}>
          <bdi>{name}</bdi>
        </a>{" "}
        <span class="small">{t.count(total)}</span>
        <p class="subject" dir="auto">
          {visibleText(latest.text)}
        </p>
        <p class="small">
          <bdi>{visibleName(latest.author.name)}</bdi>, <Moment at={latest.at} />
        </p>
      </div>
    </li>
  );
}
