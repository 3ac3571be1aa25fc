// The transcript as JSON: its shape, which stays readable for years, and how it is made. Nothing here reads a clock.

import type { Message } from "../domain/message.ts";
import type { Thread } from "../domain/thread.ts";
import { type Totals, totalsOf } from "../domain/totals.ts";
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
  participants: Totals["participants"];
  counts: Omit<Totals, "participants">;
  messages: DocumentMessage[];
}

/** The document's text, one message a line, in pieces: together they may be larger than a string should be. */
export function* writeDocument(
  thread: Thread,
  guildName: string,
  messages: readonly Message[],
  find: FindState,
): Generator<string> {
  const text = documentText(thread, guildName, totalsOf(messages), find);
  yield text.start;
  yield* text.lines(messages);
  yield text.end;
}

/** The document's text piece by piece, for messages that aren't all known at once: `lines` may be asked several times. */
export function documentText(thread: Thread, guildName: string, totals: Totals, find: FindState) {
  const { messages: _, ...head } = describeThread(thread, guildName, totals);
  let isFirst = true;
  return {
    start: `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "messages": [`,
    *lines(messages: readonly Message[]): Generator<string> {
      for (const message of messages) {
        yield `${isFirst ? "\n" : ",\n"}    ${JSON.stringify(describeMessage(message, find))}`;
        isFirst = false;
      }
    },
    end: "\n  ]\n}\n",
  };
}

function describeThread(thread: Thread, guildName: string, totals: Totals): TranscriptDocument {
  const { profile } = thread;
  const { participants, ...counts } = totals;
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
    participants,
    counts,
    messages: [],
  };
}

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));
