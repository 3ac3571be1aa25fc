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
  allowed_mentions: { parse: []; roles?: string[] };
}

export const NO_PINGS: MessageView["allowed_mentions"] = { parse: [] };

export const plain = (content: string): MessageView => ({ content, allowed_mentions: NO_PINGS });

/** Cuts to `limit` characters, on a whole character, with an ellipsis. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${[...text.slice(0, limit - 1)].join("").replace(/[\ud800-\udbff]$/, "")}…`;
}
