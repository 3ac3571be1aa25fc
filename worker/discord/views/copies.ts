// A message as it stands on the other side: the user's in the thread's channel, staff's in the user's DM.

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import { authorForUser } from "../../domain/anonymous.ts";
import { type Attachment, type Author, isLate, type Message } from "../../domain/message.ts";
import { COLOURS, cut, type MessageView, NO_PINGS } from "./layout.ts";
import { texts } from "./texts.ts";

export function userMessageView(message: Message, linked: Attachment[], now: number): MessageView {
  const fields = [...lateField(message, now), ...linkedField(linked, texts.copies.tooLarge)];
  return view(message, message.author, fields, COLOURS.user);
}

export function replyForUserView(reply: Message, guildName: string, linked: Attachment[], now: number): MessageView {
  const fields = [...lateField(reply, now), ...linkedField(linked, texts.copies.tooLargeForUser)];
  const server = texts.copies.staffOf(guildName);
  const author = authorForUser(reply);
  // Without a name, the server stands in its place.
  if (author === null) return view(reply, { name: server, avatarUrl: null }, fields, COLOURS.staff);
  return view(reply, author, fields, COLOURS.staff, server);
}

/** What staff see in the channel of a reply that was made by a command or modal. */
export function replyForStaffView(reply: Message, userName: string): MessageView {
  const t = texts.copies;
  const title = cut((reply.anonymous ? t.anonymousReplyTitle : t.replyTitle)(userName), 256);
  const message = view(reply, reply.author, [], COLOURS.staff, reply.anonymous ? t.deliveredAnonymously : t.delivered);
  return { ...message, embeds: (message.embeds ?? []).map((embed) => ({ ...embed, title })) };
}

/** What staff see in the channel of a note that was made by a command. */
export function noteView(note: Message): MessageView {
  const message = view(note, note.author, [], COLOURS.note, texts.note.stays);
  return { ...message, embeds: (message.embeds ?? []).map((embed) => ({ ...embed, title: texts.note.title })) };
}

/** An embed takes 4096 characters; a user with Nitro writes 4000, a modal gives 4000. Text in an embed never pings. */
function view(
  message: Pick<Message, "content">,
  author: Pick<Author, "name" | "avatarUrl">,
  fields: APIEmbedField[],
  color: number,
  footer?: string,
): MessageView {
  const embed: APIEmbed = {
    color,
    author: { name: cut(author.name, 256), ...(author.avatarUrl === null ? {} : { icon_url: author.avatarUrl }) },
    ...(message.content === "" ? {} : { description: message.content }),
    ...(fields.length === 0 ? {} : { fields }),
    ...(footer === undefined ? {} : { footer: { text: cut(footer, 2048) } }),
  };
  return { embeds: [embed], allowed_mentions: NO_PINGS };
}

/** In a field: Discord shows times in the reader's own zone there, but not in a footer. */
const lateField = (message: Message, now: number): APIEmbedField[] =>
  isLate(message, now) ? [{ name: texts.copies.late, value: texts.copies.sentAt(message.sentAt) }] : [];

const linkedField = (linked: Attachment[], name: string): APIEmbedField[] =>
  linked.length === 0 ? [] : [{ name, value: cut(linked.map(fileLine).join("\n"), 1024) }];

const fileLine = (file: Attachment): string =>
  `[${file.name.replace(/[[\]]/g, "")}](${file.url}) (${(file.size / 1_048_576).toFixed(1)} MiB)`;
