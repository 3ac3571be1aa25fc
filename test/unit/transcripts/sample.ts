// A thread and its messages for the tests of transcripts: plain defaults, changed by what a test is about.

import type { Attachment, Message } from "../../../worker/domain/message.ts";
import type { Thread } from "../../../worker/domain/thread.ts";

export const OPENED_AT = Date.UTC(2026, 10, 20, 9, 58);

export function sampleThread(change: Partial<Thread> = {}): Thread {
  return {
    id: "k3v9x0q2m7c1b8t4w6ya",
    guildId: "810000000000000001",
    number: 12,
    userId: "820000000000000002",
    dmChannelId: "830000000000000003",
    state: "closing",
    profile: {
      username: "robin",
      displayName: "Robin",
      avatarUrl: null,
      joinedAt: Date.UTC(2024, 2, 1),
      roleIds: ["840000000000000004"],
    },
    userNotes: { total: 0, latest: [] },
    earlierThreads: 2,
    channelId: "850000000000000005",
    headerMessageId: "860000000000000006",
    trouble: null,
    troubleSince: null,
    leaseUntil: 0,
    claimedBy: "870000000000000007",
    claimedAt: OPENED_AT + 60_000,
    openedVia: "message",
    contactedBy: null,
    openedAt: OPENED_AT,
    closedBy: "870000000000000007",
    closeReason: "Rank given back",
    closingAt: OPENED_AT + 90 * 60_000,
    transcriptAt: null,
    logState: null,
    userToldAt: null,
    unreadableToldAt: null,
    closedAt: null,
    erasedAt: null,
    ...change,
  };
}

let made = 0;

/** Messages come in the order in which they are made, a minute apart. */
export function sampleMessage(change: Partial<Message> = {}): Message {
  made += 1;
  const kind = change.kind ?? "user";
  const sentAt = OPENED_AT + made * 60_000;
  const author =
    kind === "user"
      ? { id: "820000000000000002", name: "Robin", avatarUrl: null }
      : { id: "870000000000000007", name: "Ayşe", avatarUrl: null };
  return {
    id: String(900000000000000000n + BigInt(made)),
    threadId: "k3v9x0q2m7c1b8t4w6ya",
    userId: "820000000000000002",
    kind,
    state: "delivered",
    author,
    content: "Hi, I am missing my rank.",
    attachments: [],
    channelId: "830000000000000003",
    copyIds: ["910000000000000001"],
    problem: null,
    sentAt,
    deliveredAt: sentAt + 400,
    source: "message",
    ...change,
  };
}

export function sampleAttachment(change: Partial<Attachment> = {}): Attachment {
  return {
    id: "920000000000000001",
    name: "screenshot.png",
    size: 68,
    contentType: "image/png",
    url: "https://cdn.example/attachments/1/2/screenshot.png?ex=1",
    description: null,
    spoiler: false,
    ...change,
  };
}

/** One pixel. */
export const PNG = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (letter) => letter.charCodeAt(0),
);
