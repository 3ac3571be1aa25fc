// What a message holds besides its own text and files: stickers, a poll, a forwarded message. Pure.

import type { Attachment } from "./message.ts";

export interface Extras {
  stickers: Sticker[];
  poll: Poll | null;
  forwarded: Forwarded | null;
}

export interface Sticker {
  name: string;
  /** null: a moving drawing (Lottie) of which Discord has no picture. */
  picture: Attachment | null;
}

export interface Poll {
  question: string;
  answers: string[];
  /** Whether more than one answer may be chosen. */
  several: boolean;
  endsAt: number | null;
}

/** Discord doesn't say who wrote it. */
export interface Forwarded {
  content: string;
  attachments: Attachment[];
  stickers: Sticker[];
  /** The words of what bots had set below the text, in Discord's markdown. */
  embeds: string[];
  sentAt: number | null;
}

interface Content {
  content: string;
  attachments: Attachment[];
  extras?: Extras;
}

/** Every file that comes with a message, in the order in which it is shown. */
export function filesOf({ attachments, extras }: Pick<Content, "attachments" | "extras">): Attachment[] {
  const forwarded = extras?.forwarded;
  const stickers = [...(forwarded?.stickers ?? []), ...(extras?.stickers ?? [])];
  return [
    ...attachments,
    ...(forwarded?.attachments ?? []),
    ...stickers.flatMap(({ picture }) => (picture === null ? [] : [picture])),
  ];
}

/** Whether there is nothing that anybody could see. */
export const isEmpty = ({ content, attachments, extras }: Content): boolean =>
  content.trim() === "" && attachments.length === 0 && extras === undefined;
