// A message as it stands on the other side: the user's in the thread's channel, staff's in the user's DM. One copy while
// it fits a message of Discord's, otherwise several in order.

import type { APIEmbed } from "discord-api-types/v10";
import { authorForUser } from "../../domain/anonymous.ts";
import { type Author, isLate, type Message } from "../../domain/message.ts";
import { splitText } from "../../domain/split-text.ts";
import type { File, LinkedFile, Outgoing } from "../../threads/ports.ts";
import { extrasEmbeds } from "./extras.ts";
import { COLOURS, cut, EMBED_TEXT, fitMessages, MESSAGE_TEXT, type MessageView, NO_PINGS, textSize } from "./layout.ts";
import { linkedFilesEmbeds } from "./linked-files.ts";
import { texts } from "./texts.ts";

export interface CopyView {
  view: MessageView;
  files: readonly File[];
  /** The message of the same channel that it answers. */
  answers?: string;
}

/** At least one copy, each of which Discord takes. Embeds never ping, and show 4096 characters of text. */
export const userMessageCopies = (outgoing: Outgoing, now: number): CopyView[] =>
  copiesOf(outgoing, { author: outgoing.message.author, color: COLOURS.user, now });

export function replyCopies(outgoing: Outgoing, guildName: string, now: number): CopyView[] {
  const server = texts.copies.staffOf(guildName);
  const author = authorForUser(outgoing.message);
  const looks = { color: COLOURS.staff, now } as const;
  // Without a name, the server stands in its place.
  return author === null
    ? copiesOf(outgoing, { ...looks, author: { name: server, avatarUrl: null } })
    : copiesOf(outgoing, { ...looks, author, footer: server });
}

/** A message with links where files would be: for those that Discord doesn't take. Links that don't fit are left out. */
export function withLinkedFiles(view: MessageView, files: readonly LinkedFile[]): MessageView {
  const { embeds = [] } = view;
  const look = embeds[0]?.color === undefined ? {} : { color: embeds[0].color };
  const links = linkedFilesEmbeds(files).map((embed) => ({ ...look, ...embed }));
  const [fitting] = fitMessages([...embeds, ...links]);
  return { ...view, ...(fitting === undefined ? {} : { embeds: fitting }) };
}

/** What staff see in the channel of a reply that was made by a command or modal. */
export function replyForStaffView(reply: Message, userName: string): MessageView {
  const t = texts.copies;
  const title = (reply.anonymous ? t.anonymousReplyTitle : t.replyTitle)(userName);
  const delivered = reply.anonymous ? t.deliveredAnonymously : t.delivered;
  return answerAbout(reply, { title, color: COLOURS.staff, footer: delivered, longer: t.longer });
}

/** What staff see in the channel of a note that was made by a command. */
export const noteView = (note: Message): MessageView =>
  answerAbout(note, {
    title: texts.note.title,
    color: COLOURS.note,
    footer: texts.note.stays,
    longer: texts.note.longer,
  });

/** An answer is one message: of a longer text it shows the beginning, and says so. */
function answerAbout(
  { author, content }: Message,
  { title, color, footer, longer }: { title: string; color: number; footer: string; longer: string },
): MessageView {
  const [first, ...rest] = splitText(content, EMBED_TEXT).map((description) => ({ color, description }));
  const head = { color, ...authorLine(author), title: cut(title, 256), ...first, footer: { text: footer } };
  const [shown = [], ...further] = fitMessages([head, ...rest]);
  const embeds = further.length === 0 ? shown : [{ ...head, footer: { text: `${footer} ${longer}` } }];
  return { embeds, allowed_mentions: NO_PINGS };
}

interface Looks {
  author: Pick<Author, "name" | "avatarUrl">;
  color: number;
  footer?: string;
  now: number;
}

function copiesOf({ message, files, linked, continued, answers }: Outgoing, looks: Looks): CopyView[] {
  const { color, footer, now } = looks;
  const said: APIEmbed[] = [
    ...(answers && "quote" in answers ? [{ description: quoteLine(answers.quote) }] : []),
    ...splitText(message.content, EMBED_TEXT).map((description) => ({ description })),
    ...extrasEmbeds(message),
    ...linkedFilesEmbeds(linked),
  ];
  const late = isLate(message, now);
  const head = {
    ...authorLine(looks.author),
    // In a field: Discord shows times in the reader's own zone there, but not in a footer.
    ...(late ? { fields: [{ name: texts.copies.late, value: texts.copies.sentAt(message.sentAt) }] } : {}),
    ...(footer === undefined ? {} : { footer: { text: cut(footer, 2048) } }),
  };
  const silent = continued && !late && (said.length > 0 || files.length > 0);
  const [first, ...rest] = said;
  const embeds = silent ? said : [{ ...head, ...first }, ...rest];

  const copies: { embeds: APIEmbed[]; files: readonly File[] }[] = fitMessages(
    embeds.map((embed) => ({ color, ...embed })),
  ).map((fitting) => ({ embeds: fitting, files: [] }));
  // The first files go below the text, the others into copies of their own.
  const [below = [], ...others] = files;
  const last = copies.at(-1);
  const fits = last !== undefined && sum(last.embeds.map(textSize)) + LINKS <= MESSAGE_TEXT;
  if (fits) last.files = below;
  else if (below.length > 0) others.unshift(below);
  for (const batch of others) copies.push({ embeds: [], files: batch });
  return copies.map(({ embeds, files }, place) => ({
    view: { ...(embeds.length === 0 ? {} : { embeds }), allowed_mentions: NO_PINGS },
    files,
    ...(place === 0 && answers && "messageId" in answers ? { answers: answers.messageId } : {}),
  }));
}

const QUOTE = 150;
const quoteLine = (text: string): string => `> ${cut(text.replace(/\s+/g, " "), QUOTE)}`;

/** Characters that links to ten files take at most, should Discord not take the files themselves. */
const LINKS = 3500;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const authorLine = ({ name, avatarUrl }: Pick<Author, "name" | "avatarUrl">) => ({
  author: { name: cut(name, 256), ...(avatarUrl === null ? {} : { icon_url: avatarUrl }) },
});
