// `/dashboard/:guild/snippets`: the server's snippets by name, and a search in the names.

import type { Snippet } from "../../domain/snippet.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { SearchForm } from "../layout/search-form.tsx";
import type { Page } from "../page.ts";
import { newSnippetPath, snippetPath, snippetsPath } from "../snippets/paths.ts";
import { snippets as t } from "../texts/snippets.ts";
import { Pager } from "../threads/pager.tsx";
import { withQuery } from "../threads/paths.ts";

const PAGE = 25;

export const snippetsPage: Page = {
  name: "snippets",
  path: "/dashboard/:guild/snippets",
  who: "staff",
  tab: t.tab,
  async get({ guild, access, url }, app) {
    const part = (url.searchParams.get("name") ?? "").trim().toLowerCase();
    const page = Math.min(999, Math.max(0, Math.trunc(Number(url.searchParams.get("page"))) || 0));
    const { snippets, total } = await app.store.snippets(guild.id, part, PAGE, page * PAGE);
    const at = (number: number) =>
      withQuery(snippetsPath(guild.id), { name: part, page: number === 0 ? "" : String(number) });
    const none = part !== "" ? t.noneFound(part) : access === "admin" ? t.none : t.noneForStaff;
    return {
      answer: "page",
      title: t.title,
      body: (
        <>
          <p class="lead">{t.lead}</p>
          <p class="actions">
            {access === "admin" ? (
              <a class="button primary" href={newSnippetPath(guild.id)}>
                {t.add}
              </a>
            ) : null}
          </p>
          {total > PAGE || part !== "" ? (
            <SearchForm action={snippetsPath(guild.id)} name="name" value={part} texts={t.search} />
          ) : null}
          {snippets.length === 0 ? <p class="card">{none}</p> : null}
          <ul class="snippets">
            {snippets.map((snippet) => (
              <Item guildId={guild.id} snippet={snippet} />
            ))}
          </ul>
          <Pager
            newer={page === 0 ? null : at(page - 1)}
            older={(page + 1) * PAGE < total ? at(page + 1) : null}
            newerLabel={t.earlier}
            olderLabel={t.more}
          />
        </>
      ),
    };
  },
};

const Item = ({ guildId, snippet: { name, text, attachments } }: { guildId: string; snippet: Snippet }) => (
  <li class="card snippet">
    <a class="name" href={snippetPath(guildId, name)}>
      {name}
    </a>
    <p class={text === "" ? "subject empty" : "subject"} dir="auto">
      {text === "" ? t.onlyFiles : visibleText(text)}
    </p>
    {attachments.length === 0 ? null : (
      <p class="small">{t.files(attachments.map((file) => visibleName(file.name)))}</p>
    )}
  </li>
);
