// What staff do with snippets: find them by name, look at them, send them.

import type { App } from "../app.ts";
import type { MessageView } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { SNIPPETS_PER_PAGE, snippetListView, snippetView, summaryOf } from "../discord/views/snippets.ts";
import { accessOf, isStaff } from "../domain/access.ts";
import { ok } from "../domain/result.ts";
import { readSnippetName } from "../domain/snippet.ts";
import * as verbs from "../threads/snippets.ts";
import { answerWithFiles } from "./answer-files.ts";
import type { Handler, Subcommand } from "./feature.ts";
import { answerWithReply } from "./reply-answer.ts";
import { refused, staffInServer, staffInThread } from "./staff.ts";

const CHANGES_SHOWN = 5;
const CHOICES = 25;

/** Nobody but staff learns the names. */
export const suggestNames: NonNullable<Subcommand["autocomplete"]> = async ({ guildId, member, typing }, app) => {
  if (guildId === null || member === null) return [];
  const part = typing.text.trim().toLowerCase();
  const [settings, { snippets }] = await Promise.all([
    app.store.settings(guildId),
    app.store.snippets(guildId, part, CHOICES, 0),
  ]);
  if (!isStaff(accessOf(member, settings))) return [];
  return snippets.map((snippet) => ({ name: `${snippet.name}: ${summaryOf(snippet)}`, value: snippet.name }));
};

export const listSnippets: Handler = async (asked, app) => {
  const staff = await staffInServer(asked, app, "staff");
  if (!staff.ok) return refused(staff.error);
  const { guildId } = staff.value;
  const { name: written } = asked.options;
  const name = written === undefined ? ok(null) : readSnippetName(String(written));
  if (!name.ok) return refused(name.error);
  const look = () => (name.value === null ? page(app, guildId, 0) : one(app, guildId, name.value));
  return { answer: "defer", ephemeral: true, after: async () => ({ edit: await look() }) };
};

async function one(app: App, guildId: string, name: string): Promise<MessageView> {
  const [snippet, changes] = await Promise.all([
    app.store.snippet(guildId, name),
    app.store.snippetChanges(guildId, name, CHANGES_SHOWN),
  ]);
  return snippet === null ? refusalView({ reason: "no-snippet", name }) : snippetView(snippet, changes);
}

export const turnPage: Handler = async (asked, app) => {
  const [what, number = ""] = asked.args;
  if (what !== "page" || !/^\d{1,3}$/.test(number)) return refused({ reason: "made-up" });
  const staff = await staffInServer(asked, app, "staff");
  if (!staff.ok) return refused(staff.error);
  const { guildId } = staff.value;
  return { answer: "defer-update", after: async () => ({ edit: await page(app, guildId, Number(number)) }) };
};

export const sendSnippet: Handler = async (asked, app) => {
  const staff = await staffInThread(asked, app);
  if (!staff.ok) return refused(staff.error);
  const { inGuild, person } = staff.value;
  const name = readSnippetName(String(asked.options.name ?? ""));
  if (!name.ok) return refused(name.error);
  const chosen = { name: name.value, words: String(asked.options.words ?? "") };
  const { anonymous } = asked.options;
  return answerWithReply(
    app,
    staff.value,
    () =>
      verbs.sendSnippet(app, inGuild, person.access, chosen, {
        id: asked.id,
        author: asked.person,
        attachments: [],
        channelId: asked.channelId,
        sentAt: app.now(),
        source: "interaction",
        ...(typeof anonymous === "boolean" ? { anonymous } : {}),
      }),
    (sent, view) => answerWithFiles(asked, app, sent, view),
  );
};

async function page(app: App, guildId: string, number: number) {
  const { snippets, total } = await app.store.snippets(guildId, "", SNIPPETS_PER_PAGE, number * SNIPPETS_PER_PAGE);
  return snippetListView(snippets, total, number);
}
