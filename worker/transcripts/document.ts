// The transcript as JSON: its shape, which stays readable for years, and how it is made. Nothing here reads a clock.

import { filesOf } from "../domain/extras.ts";
import type { Message } from "../domain/message.ts";
import type { Thread } from "../domain/thread.ts";
import { type DocumentMessage, describeMessage, type FindState } from "./document-message.ts";

/**
 * Version 1. Ids are Discord's, as strings; times are ISO 8601 in UTC with milliseconds. Fields may be added within a
 * version; none is renamed or removed. `messages` is in the order in which they were sent.
 */
export interface TranscriptDocument {
  kind: "modmail-transcript";
  version: 1;
  thread: {
    id: string;
    number: number;
    guild: { id: string; name: string };
    channelId: string | null;
    dmChannelId: string;
    openedAt: string;
    openedVia: Thread["openedVia"];
    /** By whom: the user, or with openedVia "contact" someone of staff. */
    openedBy: string;
    claimed: { by: string; at: string | null } | null;
    /** `by` null: nobody in person. `at` is when closing began. */
    closed: { by: string | null; at: string; reason: string | null } | null;
    earlierThreads: number;
  };
  /** As staff saw them when the thread was opened; of the notes on them the latest, cut. */
  user: {
    id: string;
    username: string;
    displayName: string;
    joinedAt: string | null;
    roleIds: string[];
    notes: { total: number; latest: { author: { id: string; name: string }; text: string; at: string }[] };
  };
  /** Everyone who wrote, in order of their first message. */
  participants: { id: string; name: string; side: "user" | "staff"; messages: number }[];
  counts: TranscriptCounts;
  messages: DocumentMessage[];
}

interface TranscriptCounts {
  user: number;
  reply: number;
  note: number;
  undelivered: number;
  attachments: number;
}

/** The document's text, one message a line, in pieces: together they may be larger than a string should be. */
export function* writeDocument(
  thread: Thread,
  guildName: string,
  messages: readonly Message[],
  find: FindState,
): Generator<string> {
  const { messages: _, ...head } = describeThread(thread, guildName, messages);
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "messages": [`;
  for (const [index, message] of messages.entries()) {
    yield `${index === 0 ? "\n" : ",\n"}    ${JSON.stringify(describeMessage(message, find))}`;
  }
  yield "\n  ]\n}\n";
}

function describeThread(thread: Thread, guildName: string, messages: readonly Message[]): TranscriptDocument {
  const { profile } = thread;
  const closingAt = thread.closingAt ?? thread.closedAt;
  return {
    kind: "modmail-transcript",
    version: 1,
    thread: {
      id: thread.id,
      number: thread.number,
      guild: { id: thread.guildId, name: guildName },
      channelId: thread.channelId,
      dmChannelId: thread.dmChannelId,
      openedAt: iso(thread.openedAt),
      openedVia: thread.openedVia,
      openedBy: thread.contactedBy ?? thread.userId,
      claimed: thread.claimedBy === null ? null : { by: thread.claimedBy, at: isoOrNull(thread.claimedAt) },
      closed: closingAt === null ? null : { by: thread.closedBy, at: iso(closingAt), reason: thread.closeReason },
      earlierThreads: thread.earlierThreads,
    },
    user: {
      id: thread.userId,
      username: profile.username,
      displayName: profile.displayName,
      joinedAt: isoOrNull(profile.joinedAt),
      roleIds: profile.roleIds,
      notes: {
        total: thread.userNotes.total,
        latest: thread.userNotes.latest.map(({ author, text, at }) => ({ author, text, at: iso(at) })),
      },
    },
    participants: participantsOf(messages),
    counts: countMessages(messages),
    messages: [],
  };
}

export function countMessages(messages: readonly Message[]): TranscriptCounts {
  const counts = { user: 0, reply: 0, note: 0, undelivered: 0, attachments: 0 };
  for (const message of messages) {
    counts[message.kind] += 1;
    counts.attachments += filesOf(message).length;
    if (message.state !== "delivered") counts.undelivered += 1;
  }
  return counts;
}

function participantsOf(messages: readonly Message[]): TranscriptDocument["participants"] {
  const participants = new Map<string, TranscriptDocument["participants"][number]>();
  for (const { author, kind } of messages) {
    const side = kind === "user" ? "user" : "staff";
    const known = participants.get(`${side} ${author.id}`);
    if (known) known.messages += 1;
    else participants.set(`${side} ${author.id}`, { id: author.id, name: author.name, side, messages: 1 });
  }
  return [...participants.values()];
}

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));
