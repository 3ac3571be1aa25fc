// Copies of what was edited or deleted since it was sent: as it is now and, for staff, what it was and what became of it.

import type { APIEmbed } from "discord-api-types/v10";
import type { Outgoing, Revision } from "../../threads/ports.ts";
import { type CopyView, replyCopies, replyForStaffView, userMessageCopies } from "./copies.ts";
import { COLOURS, cut, fitMessages, type MessageView, NO_PINGS } from "./layout.ts";
import { texts } from "./texts.ts";

/** Long enough to see what it was about; the transcript has all of it. */
const BEFORE = 1000;

/** A view for each copy that the text needs. */
export function userMessageRevision(revision: Revision, now: number): MessageView[] {
  const isDeleted = revision.message.deletedAt !== undefined;
  const said = embedsOf(userMessageCopies(outgoing(revision), toldAt(revision, now)));
  const embeds = said.map((embed) => (isDeleted ? { ...embed, color: COLOURS.closed } : embed));
  return viewsOf([...embeds, ...history(revision)]);
}

/** Discord itself says that it was edited; nothing says what it was. */
export const replyRevision = (revision: Revision, guildName: string, now: number): MessageView[] =>
  viewsOf(embedsOf(replyCopies(outgoing(revision), guildName, toldAt(revision, now))));

/** One message: of a longer text it shows the beginning. */
export function answerRevision(revision: Revision, userName: string): MessageView {
  const isDeleted = revision.message.deletedAt !== undefined;
  const view = replyForStaffView(revision.message, userName);
  const embeds = (view.embeds ?? []).map((embed) => (isDeleted ? { ...embed, color: COLOURS.closed } : embed));
  return { ...view, embeds: [...embeds, ...history(revision)] };
}

/** Said in the channel when a reply was changed that doesn't stand there in a message of the bot's. */
export const changedReplyView = (
  { message, before, userName }: Pick<Revision, "message" | "before"> & { userName: string },
  content: string,
): MessageView => ({ ...answerRevision({ message, before, linked: [] }, userName), content });

/** Files stay in the copies that hold them, and whoever wrote it is named again. */
const outgoing = ({ message, linked }: Revision): Outgoing => ({ message, linked, files: [], continued: false });

/** An edit doesn't make a message late. */
const toldAt = ({ message }: Revision, now: number): number => message.deliveredAt ?? now;

const embedsOf = (copies: readonly CopyView[]): APIEmbed[] => copies.flatMap(({ view }) => view.embeds ?? []);

const viewsOf = (embeds: readonly APIEmbed[]): MessageView[] =>
  fitMessages(embeds).map((fitting) => ({ embeds: fitting, allowed_mentions: NO_PINGS }));

function history({ message, before }: Revision): APIEmbed[] {
  const t = texts.mirror;
  const { deletedAt, deletedBy, kind } = message;
  const by = kind === "user" ? t.deletedByUser : deletedBy === undefined ? t.deleted : t.deletedBy(deletedBy);
  return [
    ...(before === null
      ? []
      : [{ color: COLOURS.neutral, title: t.before, description: before === "" ? t.noText : cut(before, BEFORE) }]),
    ...(deletedAt === undefined ? [] : [{ color: COLOURS.trouble, description: t.at(by, deletedAt) }]),
  ];
}
