// A message in the transcript's JSON: its part of the shape in document.ts, and how it is made.

import type { Sticker } from "../domain/extras.ts";
import type { Attachment, Message } from "../domain/message.ts";
import type { AttachmentState } from "./attachments.ts";
import { attachmentKey } from "./keys.ts";

export interface DocumentMessage {
  id: string;
  kind: Message["kind"];
  /** `refused`: it never arrived, `problem` says why. `pending`: it hadn't arrived yet. */
  state: Message["state"];
  problem: string | null;
  author: { id: string; name: string };
  /** Of a reply: the user wasn't told who wrote it. */
  anonymous: boolean;
  /** Discord's markdown, as it was written. */
  content: string;
  attachments: DocumentAttachment[];
  stickers: DocumentSticker[];
  poll: { question: string; answers: string[]; several: boolean; endsAt: string | null } | null;
  /** A message of somebody's that was sent on; `embeds` are the words of what bots had set below its text. */
  forwarded: {
    content: string;
    attachments: DocumentAttachment[];
    stickers: DocumentSticker[];
    embeds: string[];
    sentAt: string | null;
  } | null;
  channelId: string;
  /** The message on the other side, the first of several. */
  copyId: string | null;
  /** All of them, in order; null: deleted before it was noted. */
  copyIds: (string | null)[];
  sentAt: string;
  deliveredAt: string | null;
  /** The message of this thread, or an earlier one of the same user, that it answers. */
  answersId: string | null;
  /** When its text was last changed; null: never. `earlier`: the texts before that, oldest first. */
  editedAt: string | null;
  earlier: { content: string; replacedAt: string; replacedBy: string }[];
  /** null: it wasn't taken back. `by` null: its source was deleted in Discord, which doesn't say by whom. */
  deleted: { at: string; by: string | null } | null;
}

interface DocumentAttachment {
  id: string;
  name: string;
  /** Bytes, as Discord said. */
  size: number;
  /** As its sender's client said; not to be trusted. */
  contentType: string | null;
  description: string | null;
  spoiler: boolean;
  /** How long a voice message is; null: it isn't one. */
  seconds: number | null;
  /** `gone`: Discord didn't have it any more. `absent`: it was never copied. `unchecked`: beyond what was looked up. */
  state: AttachmentState["state"] | "unchecked";
  /** The key in R2; null when nothing lies there. */
  key: string | null;
}

interface DocumentSticker {
  name: string;
  /** null: Discord has none of this one. */
  picture: DocumentAttachment | null;
}

export type FindState = (messageId: string, attachment: Attachment) => AttachmentState | null;

export function describeMessage(message: Message, find: FindState): DocumentMessage {
  const { extras } = message;
  const file = (attachment: Attachment) => describeFile(message.id, attachment, find);
  const sticker = ({ name, picture }: Sticker) => ({ name, picture: picture === null ? null : file(picture) });
  return {
    id: message.id,
    kind: message.kind,
    state: message.state,
    problem: message.problem,
    author: { id: message.author.id, name: message.author.name },
    anonymous: message.anonymous ?? false,
    content: message.content,
    attachments: message.attachments.map(file),
    stickers: (extras?.stickers ?? []).map(sticker),
    poll: extras?.poll ? { ...extras.poll, endsAt: isoOrNull(extras.poll.endsAt) } : null,
    forwarded: extras?.forwarded
      ? {
          ...extras.forwarded,
          attachments: extras.forwarded.attachments.map(file),
          stickers: extras.forwarded.stickers.map(sticker),
          sentAt: isoOrNull(extras.forwarded.sentAt),
        }
      : null,
    channelId: message.channelId,
    copyId: message.copyIds[0] ?? null,
    copyIds: message.copyIds,
    sentAt: iso(message.sentAt),
    deliveredAt: isoOrNull(message.deliveredAt),
    answersId: message.answersId ?? null,
    editedAt: isoOrNull(message.editedAt ?? null),
    earlier: (message.earlier ?? []).map((text) => ({ ...text, replacedAt: iso(text.replacedAt) })),
    deleted: message.deletedAt === undefined ? null : { at: iso(message.deletedAt), by: message.deletedBy ?? null },
  };
}

function describeFile(messageId: string, attachment: Attachment, find: FindState): DocumentAttachment {
  const { id, name, contentType, description, spoiler, seconds = null } = attachment;
  const found = find(messageId, attachment);
  const state = found?.state ?? "unchecked";
  const key = state === "kept" || state === "unchecked" ? attachmentKey(messageId, attachment) : null;
  // Of a sticker's picture Discord doesn't say.
  const size = attachment.size || (found?.state === "kept" ? found.size : 0);
  return { id, name, size, contentType, description, spoiler, seconds, state, key };
}

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));
