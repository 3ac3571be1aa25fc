// `/dashboard/:guild/snippets`: the server's snippets by name, and a search in the names.

import type { Snippet } from "../../domain/snippet.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { NumberedPages, pageIn } from "../layout/numbered-pages.tsx";
import { SearchForm } from "../layout/search-form.tsx";
import type { Page } from "../page.ts";
import { newSnippetPath, snippetPath, snippetsPath } from "../snippets/paths.ts";
import { snippets as t } from "../texts/snippets.ts";

const PAGE = 25;

export const snippetsPage: Page = {
  name: "snippets",
  path: "/dashboard/:guild/snippets",
  who: "staff",
  tab: t.tab,
  async get({ guild, access, url }, app) {
    const part = (url.searchParams.get("name") ?? "").trim().toLowerCase();
    const page = pageIn(url, 999);
    const { snippets, total } = await app.store.snippets(guild.id, part, PAGE, page * PAGE);
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
          <NumberedPages
            path={snippetsPath(guild.id)}
            query={{ name: part }}
            page={page}
            more={(page + 1) * PAGE < total}
            texts={t}
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
