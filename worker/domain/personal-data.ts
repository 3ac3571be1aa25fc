// What a person gets when they ask for their data: a JSON document whose shape stays readable for years. Pure.

import { forUser, type MessageForUser } from "./anonymous.ts";
import type { Attachment, Message } from "./message.ts";
import type { Thread } from "./thread.ts";

/**
 * Version 1. Ids are Discord's, as strings; times are ISO 8601 in UTC. Fields may be added within a version; none is
 * renamed or removed. Notes of staff and names of those who answered anonymously are never in it.
 */
export interface PersonalData {
  kind: "modmail-personal-data";
  version: 1;
  madeAt: string;
  user: { id: string; dmChannelId: string | null };
  threads: ThreadOfPerson[];
}

interface ThreadOfPerson {
  server: { id: string; name: string };
  number: number;
  openedAt: string;
  closedAt: string | null;
  /** As the person was told. */
  closeReason: string | null;
  /** As staff saw them when the thread was opened. */
  you: { username: string; displayName: string; joinedAt: string | null; roleIds: string[] };
  messages: MessageOfPerson[];
}

interface MessageOfPerson extends Pick<MessageForUser, "id" | "content" | "extras"> {
  /** "you", the name of whom they saw, or the server as a whole. */
  from: string;
  /** `link`: where the file itself can be fetched for a month. */
  files: (Pick<Attachment, "name" | "size" | "contentType" | "description"> & { link: string | null })[];
  sentAt: string;
  /** When the text was last changed, and when the person deleted the message in Discord; absent: never. */
  editedAt?: string;
  deletedAt?: string;
}

export const personalDataHead = (user: PersonalData["user"], madeAt: number): Omit<PersonalData, "threads"> => ({
  kind: "modmail-personal-data",
  version: 1,
  madeAt: iso(madeAt),
  user,
});

/** `links`: to files, by the ids of their attachments. */
export function threadOfPerson(
  thread: Thread,
  guildName: string,
  messages: readonly Message[],
  links: ReadonlyMap<string, string>,
): ThreadOfPerson {
  const { username, displayName, joinedAt, roleIds } = thread.profile;
  return {
    server: { id: thread.guildId, name: guildName },
    number: thread.number,
    openedAt: iso(thread.openedAt),
    closedAt: isoOrNull(thread.closedAt),
    closeReason: thread.closeReason,
    you: { username, displayName, joinedAt: isoOrNull(joinedAt), roleIds },
    messages: messages.flatMap((message) => messageOfPerson(message, guildName, links)),
  };
}

function messageOfPerson(message: Message, guildName: string, links: ReadonlyMap<string, string>): MessageOfPerson[] {
  const seen = forUser(message);
  if (seen === null) return [];
  const { id: messageId, kind, author, content, attachments, extras, sentAt, editedAt, deletedAt } = seen;
  return [
    {
      id: messageId,
      from: kind === "user" ? "you" : (author?.name ?? guildName),
      content,
      files: attachments.map(({ id, name, size, contentType, description }) => ({
        name,
        size,
        contentType,
        description,
        link: links.get(id) ?? null,
      })),
      ...(extras === undefined ? {} : { extras }),
      sentAt: iso(sentAt),
      ...(editedAt === undefined ? {} : { editedAt: iso(editedAt) }),
      ...(deletedAt === undefined ? {} : { deletedAt: iso(deletedAt) }),
    },
  ];
}

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));
