// Whom a user sees behind what staff write. Pure.

import type { Attachment, Author, Message } from "./message.ts";
import type { Refusal } from "./refusal.ts";
import { no, ok, type Result } from "./result.ts";
import type { Anonymous } from "./settings.ts";

/** Whether a reply is anonymous, by the server's setting and what was asked for this one (absent: nothing). */
export function isAnonymous(setting: Anonymous, asked?: boolean): Result<boolean, Refusal> {
  if (setting === "forced") return asked === false ? no({ reason: "always-anonymous" }) : ok(true);
  return ok(asked ?? setting === "default");
}

/** What a message's user may know of it. */
export interface MessageForUser
  extends Pick<Message, "id" | "content" | "extras" | "sentAt" | "deliveredAt" | "editedAt" | "deletedAt"> {
  kind: "user" | "reply";
  /** As authorForUser says. */
  author: Author | null;
  attachments: Attachment[];
}

/** null: the server as a whole. */
export const authorForUser = ({ anonymous, author }: Pick<Message, "anonymous" | "author">): Author | null =>
  anonymous ? null : author;

/**
 * A message as every export for its user shows it. null: a note, or a reply that never reached them or was taken back. It
 * names what is passed on, so that what messages gain one day stays among staff, as traces of their own edits do.
 */
export function forUser(message: Message): MessageForUser | null {
  const { id, kind, content, attachments, extras, sentAt, deliveredAt, editedAt, deletedAt } = message;
  if (kind === "note") return null;
  if (kind === "reply" && (message.state === "refused" || deletedAt !== undefined)) return null;
  return {
    id,
    kind,
    author: authorForUser(message),
    content,
    attachments,
    ...(extras === undefined ? {} : { extras }),
    sentAt,
    deliveredAt,
    ...(editedAt === undefined || kind === "reply" ? {} : { editedAt }),
    ...(deletedAt === undefined ? {} : { deletedAt }),
  };
}
