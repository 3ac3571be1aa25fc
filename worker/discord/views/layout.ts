// What all views share: colours, and the rule that nothing pings unless it says so.

import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from "discord-api-types/v10";

export const COLOURS = {
  user: 0x3ba55d,
  staff: 0x5865f2,
  note: 0xe2c15c,
  neutral: 0x4e5d94,
  closed: 0x747f8d,
  trouble: 0xd83c3e,
};

/** A message's body, the same for channels, DMs and interaction answers. */
export interface MessageView {
  content?: string;
  embeds?: APIEmbed[];
  components?: APIActionRowComponent<APIComponentInMessageActionRow>[];
  /** Without `replied_user`, an answer pings nobody either. */
  allowed_mentions: { parse: []; roles?: string[] };
}

export const NO_PINGS: MessageView["allowed_mentions"] = { parse: [] };

export const plain = (content: string): MessageView => ({ content, allowed_mentions: NO_PINGS });

/** Cuts to `limit` characters, on a whole character, with an ellipsis. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${[...text.slice(0, limit - 1)].join("").replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Characters of an embed's text, and of all that a message's embeds say together; embeds a message (Discord: resources/message#embed-limits). */
export const EMBED_TEXT = 4096;
export const MESSAGE_TEXT = 6000;
const EMBEDS = 10;

/** Embeds in order, as many together as one message takes. */
export function fitMessages(embeds: readonly APIEmbed[]): APIEmbed[][] {
  const messages: APIEmbed[][] = [];
  let room = 0;
  for (const embed of embeds) {
    const size = textSize(embed);
    const last = messages.at(-1);
    if (last === undefined || last.length === EMBEDS || size > room) {
      messages.push([embed]);
      room = MESSAGE_TEXT;
    } else last.push(embed);
    room -= size;
  }
  return messages;
}

export function textSize({ title, description, fields = [], author, footer }: APIEmbed): number {
  const said = [title, description, author?.name, footer?.text, ...fields.flatMap(({ name, value }) => [name, value])];
  return said.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
