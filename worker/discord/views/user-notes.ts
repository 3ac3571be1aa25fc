// Notes on a user as staff see them: a page of them with its buttons, and the few in a thread's header.

import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbedField,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { NotesShown, UserNote } from "../../domain/user-note.ts";
import { customId } from "./custom-id.ts";
import { COLOURS, cut, type MessageView, NO_PINGS } from "./layout.ts";
import { pageButtons } from "./page-buttons.ts";
import { texts } from "./texts.ts";

/** Each up to 1000 characters: together within an embed's 6000. */
export const NOTES_PER_PAGE = 5;
/** Three of these and a last line fit a field's 1024. */
const LINE = 250;

const t = texts.userNotes;

/** `page` counts from 0. */
export function userNotesView(userId: string, notes: readonly UserNote[], total: number, page: number): MessageView {
  const pages = Math.ceil(total / NOTES_PER_PAGE);
  return {
    embeds: [
      {
        title: t.title(total),
        color: COLOURS.neutral,
        description: total === 0 ? t.none(userId) : t.about(userId),
        fields: notes.map(({ author, text, at }) => ({
          name: cut(author.name, 256),
          value: t.entry(cut(text, 1000), at),
        })),
      },
    ],
    components: [
      addButton(userId),
      ...(notes.length === 0 ? [] : [removeSelect(userId, notes)]),
      ...pageButtons(page, pages, { feature: "user-note", earlier: t.earlier, more: t.more, args: [userId] }),
    ],
    allowed_mentions: NO_PINGS,
  };
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const addButton = (userId: string): Row => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Primary,
      label: t.add,
      custom_id: customId("user-note", "add", userId),
    },
  ],
});

const removeSelect = (userId: string, notes: readonly UserNote[]): Row => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: customId("user-note", "remove", userId),
      placeholder: t.remove,
      options: notes.map((note) => ({ label: summaryOf(note), value: note.id })),
    },
  ],
});

/** At most 100 characters. */
export const summaryOf = ({ author, text }: UserNote): string =>
  cut(`${text.replace(/\s+/g, " ")} (${author.name})`, 100);

/** Nothing when there are none. */
export function notesField({ total, latest }: NotesShown): APIEmbedField[] {
  if (total === 0) return [];
  const others = total - latest.length;
  const lines = [
    ...latest.map(({ text, author, at }) => t.shown(cut(text.replace(/\s+/g, " "), LINE), author.id, at)),
    ...(others > 0 ? [t.others(others)] : []),
  ];
  return [{ name: t.title(total), value: lines.join("\n") }];
}
