// How admins change snippets on the web: a form for a new one and for one that there is, removing with a question before,
// and an earlier text brought back. By the same verbs as `/snippet`.

import { refusalText } from "../../discord/views/refusals.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { readSnippetName } from "../../domain/snippet.ts";
import { addSnippet, editSnippet, removeSnippet, restoreSnippet } from "../../threads/snippets.ts";
import { textIn } from "../form-fields.ts";
import { Csrf } from "../layout/csrf.tsx";
import { DiscordWords } from "../layout/discord-words.tsx";
import type { Answer, DashboardApp, GuildVisit, LocalPath, Page } from "../page.ts";
import { newSnippetPath, snippetPath, snippetsPath } from "../snippets/paths.ts";
import { readWish } from "../snippets/read-wish.ts";
import { SnippetForm } from "../snippets/snippet-form.tsx";
import { snippets as t } from "../texts/snippets.ts";

export const newSnippetPage: Page = {
  name: "new-snippet",
  path: "/dashboard/:guild/snippets/new/form",
  who: "admin",
  takesFiles: true,
  get: (visit, app) => newForm(visit, app, { name: "", text: "" }),

  async post(visit, app) {
    const name = visit.form.get("name") ?? "";
    const text = textIn(visit.form);
    const wish = await readWish(visit, name);
    if (wish === null) return newForm(visit, app, { name, text, refusal: { reason: "bad-snippet-name" } });
    const added = await addSnippet(app, wish, { text, files: visit.uploads });
    if (!added.ok) return newForm(visit, app, { name, text, refusal: added.error });
    return { answer: "redirect", to: snippetPath(visit.guild.id, wish.name, "added") };
  },
};

export const editSnippetPage: Page = {
  name: "edit-snippet",
  path: "/dashboard/:guild/snippets/:name/edit",
  who: "admin",
  takesFiles: true,
  get: (visit, app) => editForm(visit, app),

  async post(visit, app) {
    const { form, uploads, guild, params } = visit;
    const wish = await readWish(visit, params.name ?? "");
    if (wish === null) return { answer: "not-found" };
    const text = textIn(form);
    const files = uploads.length > 0 || form.get("files") === "off" ? { files: uploads } : {};
    const edited = await editSnippet(app, wish, { text, version: form.get("version") ?? "", ...files });
    if (!edited.ok) return editForm(visit, app, { text, refusal: edited.error });
    return { answer: "redirect", to: snippetPath(guild.id, wish.name, "edited") };
  },
};

export const removeSnippetPage: Page = {
  name: "remove-snippet",
  path: "/dashboard/:guild/snippets/:name/remove",
  who: "admin",
  async get({ guild, csrf, params }, app) {
    const name = readSnippetName(params.name ?? "");
    if (!name.ok || (await app.store.snippet(guild.id, name.value)) === null) return { answer: "not-found" };
    const path = snippetPath(guild.id, name.value);
    return {
      answer: "page",
      title: t.removing.title(name.value),
      body: (
        <form class="card" method="post" action={`${path}/remove`}>
          <Csrf token={csrf} />
          <input type="hidden" name="id" value={app.newThreadId()} />
          <h2>{t.removing.title(name.value)}</h2>
          <p>{t.removing.text}</p>
          <p class="actions">
            <button type="submit" class="danger">
              {t.removing.yes}
            </button>
            <a class="button" href={path}>
              {t.removing.no}
            </a>
          </p>
        </form>
      ),
    };
  },

  async post(visit, app) {
    const wish = await readWish(visit, visit.params.name ?? "");
    if (wish === null) return { answer: "not-found" };
    // Who removed it a moment before has done what was wanted.
    await removeSnippet(app, wish);
    return { answer: "redirect", to: snippetPath(visit.guild.id, wish.name, "removed") };
  },
};

export const restoreSnippetPage: Page = {
  name: "restore-snippet",
  path: "/dashboard/:guild/snippets/:name/restore",
  who: "admin",
  async post(visit, app) {
    const wish = await readWish(visit, visit.params.name ?? "");
    const changeId = visit.form.get("change");
    if (wish === null || changeId === null) return { answer: "not-found" };
    const restored = await restoreSnippet(app, wish, changeId);
    if (!restored.ok) return notRestored(snippetPath(visit.guild.id, wish.name), restored.error);
    return { answer: "redirect", to: snippetPath(visit.guild.id, wish.name, "restored") };
  },
};

const notRestored = (path: LocalPath, refusal: Refusal): Answer => ({
  answer: "page",
  title: t.history.notRestored,
  status: 422,
  body: (
    <section class="card">
      <h2>{t.history.notRestored}</h2>
      <p>
        <DiscordWords text={refusalText(refusal)} />
      </p>
      <p>
        <a class="button" href={path}>
          {t.history.title}
        </a>
      </p>
    </section>
  ),
});

interface Tried {
  text: string;
  refusal?: Refusal;
}

function newForm({ guild, csrf }: GuildVisit, app: DashboardApp, tried: Tried & { name: string }): Answer {
  const paths = { action: newSnippetPath(guild.id), cancel: snippetsPath(guild.id) };
  return {
    answer: "page",
    title: t.form.add,
    ...(tried.refusal === undefined ? {} : { status: 422 }),
    body: <SnippetForm csrf={csrf} {...paths} id={app.newThreadId()} title={t.form.add} {...tried} />,
  };
}

/** With what was written in vain, if something was. The version is what the admin sees now. */
async function editForm({ guild, csrf, params }: GuildVisit, app: DashboardApp, tried?: Tried): Promise<Answer> {
  const name = readSnippetName(params.name ?? "");
  const snippet = name.ok ? await app.store.snippet(guild.id, name.value) : null;
  if (snippet === null) return { answer: "not-found" };
  const path = snippetPath(guild.id, snippet.name);
  const title = t.form.edit(snippet.name);
  const known = {
    text: tried?.text ?? snippet.text,
    version: snippet.version,
    hasFiles: snippet.attachments.length > 0,
  };
  return {
    answer: "page",
    title,
    ...(tried === undefined ? {} : { status: 422 }),
    body: (
      <SnippetForm
        csrf={csrf}
        action={`${path}/edit`}
        cancel={path}
        id={app.newThreadId()}
        name={null}
        title={title}
        {...known}
        {...(tried?.refusal === undefined ? {} : { refusal: tried.refusal })}
        {...(tried?.refusal?.reason === "snippet-changed" ? { meanwhile: snippet.text } : {})}
      />
    ),
  };
}
