// `/dashboard/:guild/snippets/:name`: one snippet, what may be done with it, and who changed it.

import { readSnippetName, type Snippet } from "../../domain/snippet.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { Notice } from "../layout/notice.tsx";
import type { Page } from "../page.ts";
import { snippetPath, snippetsPath } from "../snippets/paths.ts";
import { SnippetHistory } from "../snippets/snippet-history.tsx";
import { snippets as t } from "../texts/snippets.ts";

const SHOWN_CHANGES = 25;

export const snippetPage: Page = {
  name: "snippet",
  path: "/dashboard/:guild/snippets/:name",
  who: "staff",
  async get({ guild, access, csrf, url, params }, app) {
    const name = readSnippetName(params.name ?? "");
    if (!name.ok) return { answer: "not-found" };
    const [snippet, changes] = await Promise.all([
      app.store.snippet(guild.id, name.value),
      app.store.snippetChanges(guild.id, name.value, SHOWN_CHANGES),
    ]);
    if (changes.length === 0) return { answer: "not-found" };
    const done = readDone(url.searchParams.get("done"));
    const path = snippetPath(guild.id, name.value);
    const restore = access === "admin" ? { action: `${path}/restore` as const, csrf, id: app.newThreadId() } : null;
    return {
      answer: "page",
      title: name.value,
      body: (
        <>
          <p>
            <a href={snippetsPath(guild.id)}>← {t.one.back}</a>
          </p>
          {done === null ? null : <Notice tone="good">{t.done[done]}</Notice>}
          <section class="card snippet-body" aria-labelledby="snippet">
            <h2 id="snippet">{name.value}</h2>
            {snippet === null ? <p>{t.one.gone}</p> : <Text snippet={snippet} />}
            {snippet === null || access !== "admin" ? null : (
              <p class="actions">
                <a class="button" href={`${path}/edit`}>
                  {t.one.edit}
                </a>
                <a class="button danger" href={`${path}/remove`}>
                  {t.one.remove}
                </a>
              </p>
            )}
          </section>
          <SnippetHistory changes={changes} restore={restore} />
        </>
      ),
    };
  },
};

const Text = ({ snippet: { text, attachments } }: { snippet: Snippet }) => (
  <>
    {text === "" ? (
      <p class="soft">{t.onlyFiles}</p>
    ) : (
      <p class="quoted" dir="auto">
        {visibleText(text)}
      </p>
    )}
    {attachments.length === 0 ? null : <p class="small">{t.files(attachments.map(({ name }) => visibleName(name)))}</p>}
  </>
);

const readDone = (text: string | null): keyof typeof t.done | null =>
  text !== null && Object.hasOwn(t.done, text) ? (text as keyof typeof t.done) : null;
