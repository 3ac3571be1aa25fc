// How admins make, change and remove snippets: by options, or in a form of several lines.

import type { App } from "../app.ts";
import { customId } from "../discord/views/custom-id.ts";
import { fileField, textField } from "../discord/views/form-fields.ts";
import { COLOURS, cut, type MessageView, plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { readSnippetName, SNIPPET_FILES, SNIPPET_TEXT_LIMIT, type Snippet } from "../domain/snippet.ts";
import * as verbs from "../threads/snippets.ts";
import type { Answer, Asked, Handler } from "./feature.ts";
import { refused, staffInServer } from "./staff.ts";

const t = texts.snippets;
/** In place of a version: there was no snippet when the form was opened. */
const NEW = "new";

export const addSnippet: Handler = async (asked, app) => {
  const wish = await wishOf(asked, app, String(asked.options.name ?? ""));
  if (!wish.ok) return refused(wish.error);
  const text = textIn(asked);
  if (text === undefined && asked.attachments.length === 0) return form(wish.value.name, null);
  return add(app, wish.value, asked, text ?? "");
};

export const editSnippet: Handler = async (asked, app) => {
  const text = textIn(asked);
  const byForm = text === undefined && asked.attachments.length === 0;
  const written = String(asked.options.name ?? "");
  // Both at once: a form can't be deferred.
  const [wish, known] = await Promise.all([
    wishOf(asked, app, written),
    byForm ? knownSnippet(asked, app, written) : null,
  ]);
  if (!wish.ok) return refused(wish.error);
  if (!byForm) return edit(app, wish.value, asked, text);
  const { name } = wish.value;
  return known === null ? refused({ reason: "no-snippet", name }) : form(name, known);
};

export const removeSnippet: Handler = async (asked, app) => {
  const wish = await wishOf(asked, app, String(asked.options.name ?? ""));
  if (!wish.ok) return refused(wish.error);
  return later(async () => said(await verbs.removeSnippet(app, wish.value), t.removed(wish.value.name)));
};

export const saveForm: Handler = async (asked, app) => {
  const [what, name, version] = asked.args;
  if (what !== "save" || name === undefined || version === undefined) return refused({ reason: "made-up" });
  const wish = await wishOf(asked, app, name);
  if (!wish.ok) return refused(wish.error);
  const text = asked.fields.text ?? "";
  return version === NEW ? add(app, wish.value, asked, text) : edit(app, wish.value, asked, text, version);
};

async function knownSnippet({ guildId }: Asked, app: App, written: string): Promise<Snippet | null> {
  const name = readSnippetName(written);
  return guildId === null || !name.ok ? null : app.store.snippet(guildId, name.value);
}

type Wish = Parameters<typeof verbs.removeSnippet>[1];

async function wishOf(asked: Asked, app: App, written: string): Promise<Result<Wish, Refusal>> {
  const admin = await staffInServer(asked, app, "admin");
  if (!admin.ok) return admin;
  const name = readSnippetName(written);
  if (!name.ok) return no(name.error);
  return ok({ id: asked.id, guildId: admin.value.guildId, name: name.value, by: asked.person });
}

const add = (app: App, wish: Wish, { attachments }: Asked, text: string): Answer =>
  later(async () => said(await verbs.addSnippet(app, wish, { text, files: attachments }), t.added(wish.name), text));

const edit = (app: App, wish: Wish, { attachments }: Asked, text?: string, version?: string): Answer =>
  later(async () => {
    const change = {
      ...(text === undefined ? {} : { text }),
      ...(attachments.length === 0 ? {} : { files: attachments }),
      ...(version === undefined ? {} : { version }),
    };
    return said(await verbs.editSnippet(app, wish, change), t.edited(wish.name), text);
  });

const textIn = ({ options }: Asked): string | undefined =>
  options.text === undefined ? undefined : String(options.text);

const later = (work: () => Promise<MessageView>): Answer => ({
  answer: "defer",
  ephemeral: true,
  after: async () => ({ edit: await work() }),
});

/** What was written in vain comes back: a form forgets it. */
function said(done: Result<void, Refusal>, text: string, written = ""): MessageView {
  if (done.ok) return plain(text);
  const view = refusalView(done.error);
  if (written === "") return view;
  return { ...view, embeds: [{ title: t.yourText, description: cut(written, 4096), color: COLOURS.neutral }] };
}

const form = (name: string, known: Snippet | null): Answer => ({
  answer: "modal",
  modal: {
    custom_id: customId("snippet", "save", name, known?.version ?? NEW),
    title: cut((known ? t.form.edit : t.form.add)(name), 45),
    components: [
      textField({
        field: "text",
        label: t.form.text,
        hint: t.form.textHint,
        limit: SNIPPET_TEXT_LIMIT,
        required: false,
        ...(known ? { value: known.text } : {}),
      }),
      fileField({
        label: t.form.files,
        hint: known ? t.form.editFilesHint : t.form.addFilesHint,
        most: SNIPPET_FILES,
      }),
    ],
  },
});
