// Snippets as staff and admins see them: a page of the list, and one with its history.

import type { APIEmbedField } from "discord-api-types/v10";
import type { Attachment } from "../../domain/message.ts";
import type { Snippet } from "../../domain/snippet.ts";
import type { SnippetChange } from "../../threads/ports.ts";
import { COLOURS, cut, type MessageView, NO_PINGS, plain } from "./layout.ts";
import { pageButtons } from "./page-buttons.ts";
import { texts } from "./texts.ts";

/** Lines of at most 120 characters: together within an embed's 4096. */
export const SNIPPETS_PER_PAGE = 25;
const LINE = 120;

const t = texts.snippets;

/** `page` counts from 0. */
export function snippetListView(snippets: readonly Snippet[], total: number, page: number): MessageView {
  if (total === 0) return plain(t.none);
  const lines = snippets.map((snippet) => cut(t.line(snippet.name, summaryOf(snippet)), LINE));
  const pages = Math.ceil(total / SNIPPETS_PER_PAGE);
  return {
    embeds: [{ title: t.title(total), color: COLOURS.neutral, description: lines.join("\n") }],
    components: pageButtons(page, pages, { feature: "snippet", earlier: t.earlier, more: t.more }),
    allowed_mentions: NO_PINGS,
  };
}

/** `changes` latest first. */
export function snippetView(snippet: Snippet, changes: readonly SnippetChange[]): MessageView {
  const before = changes[0]?.from?.text;
  const fields: APIEmbedField[] = [
    ...(snippet.attachments.length === 0 ? [] : [{ name: t.files, value: cut(namesOf(snippet.attachments), 1024) }]),
    ...(before ? [{ name: t.before, value: cut(before, 1024) }] : []),
    { name: t.changes, value: cut(changes.map(changeLine).join("\n"), 1024) },
  ];
  return {
    embeds: [
      {
        title: snippet.name,
        color: COLOURS.neutral,
        ...(snippet.text === "" ? {} : { description: snippet.text }),
        fields,
      },
    ],
    allowed_mentions: NO_PINGS,
  };
}

/** On one line and without markdown, which could spoil the lines after it. */
export const summaryOf = ({ text, attachments }: Snippet): string =>
  text.replace(/[*_~`|]+/g, "").replace(/\s+/g, " ") || t.onlyFiles(attachments.length);

const namesOf = (files: readonly Attachment[]): string => files.map(({ name }) => name).join("\n");

const changeLine = ({ from, to, by, at }: SnippetChange): string =>
  (from === null ? t.made : to === null ? t.wasRemoved : t.changed)(by.id, at);
