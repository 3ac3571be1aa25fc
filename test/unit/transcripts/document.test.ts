// The transcript as JSON: what it holds of a thread and its messages.

import { expect, test } from "vitest";
import type { Message } from "../../../worker/domain/message.ts";
import { type TranscriptDocument, writeDocument } from "../../../worker/transcripts/document.ts";
import type { FindState } from "../../../worker/transcripts/document-message.ts";
import { sampleExtras } from "../ports/samples.ts";
import { sampleAttachment, sampleMessage, sampleThread } from "./sample.ts";

const KEPT: FindState = (_, { size }) => ({ state: "kept", size });

function write(messages: Message[], find = KEPT, thread = sampleThread()) {
  const text = [...writeDocument(thread, "Castle", messages, find)].join("");
  return { text, document: JSON.parse(text) as TranscriptDocument };
}

test("the thread's facts are there, with times in ISO 8601", () => {
  const { document } = write([]);
  expect(document).toMatchObject({
    kind: "modmail-transcript",
    version: 1,
    thread: {
      id: "k3v9x0q2m7c1b8t4w6ya",
      number: 12,
      guild: { id: "810000000000000001", name: "Castle" },
      openedAt: "2026-11-20T09:58:00.000Z",
      openedVia: "message",
      claimed: { by: "870000000000000007", at: "2026-11-20T09:59:00.000Z" },
      closed: { by: "870000000000000007", at: "2026-11-20T11:28:00.000Z", reason: "Rank given back" },
      earlierThreads: 2,
    },
    user: { id: "820000000000000002", username: "robin", displayName: "Robin", joinedAt: "2024-03-01T00:00:00.000Z" },
    participants: [],
    counts: { user: 0, reply: 0, note: 0, undelivered: 0, attachments: 0 },
    messages: [],
  });
});

test("every message of both sides and each note is there, in order, with its state", () => {
  const messages = [
    sampleMessage(),
    sampleMessage({ kind: "note", content: 'a\n"quoted" \u2028 \ud800 note', copyIds: [], deliveredAt: null }),
    sampleMessage({ kind: "reply", state: "refused", problem: "dm-closed", copyIds: [], deliveredAt: null }),
  ];
  const { document } = write(messages);
  expect(
    document.messages.map(({ id, kind, state, problem, content, copyIds }) => ({
      id,
      kind,
      state,
      problem,
      content,
      copyIds,
    })),
  ).toEqual(
    messages.map(({ id, kind, state, problem, content, copyIds }) => ({ id, kind, state, problem, content, copyIds })),
  );
  expect(document.messages[0]?.sentAt).toBe(new Date(messages[0]?.sentAt ?? 0).toISOString());
  expect(document.counts).toEqual({ user: 1, reply: 1, note: 1, undelivered: 1, attachments: 0 });
  expect(document.participants).toEqual([
    { id: "820000000000000002", name: "Robin", side: "user", messages: 1 },
    { id: "870000000000000007", name: "Ayşe", side: "staff", messages: 2 },
  ]);
});

test.each([
  [{ state: "kept", size: 68 }, "kept", true],
  [{ state: "gone" }, "gone", false],
  [{ state: "absent" }, "absent", false],
  [null, "unchecked", true],
] as const)("an attachment that is %j has state %s, and a key only when it may lie in R2", (found, state, hasKey) => {
  const message = sampleMessage({ attachments: [sampleAttachment({ description: "alt" })] });
  const { document, text } = write([message], () => found);
  expect(document.messages[0]?.attachments).toEqual([
    {
      id: "920000000000000001",
      name: "screenshot.png",
      size: 68,
      contentType: "image/png",
      description: "alt",
      spoiler: false,
      seconds: null,
      state,
      key: hasKey ? `attachments/${message.id}/920000000000000001/screenshot.png` : null,
    },
  ]);
  expect(text).not.toContain("cdn.example");
});

test("what changes while a thread is being closed doesn't change its transcript", () => {
  const messages = [sampleMessage()];
  const later = sampleThread({
    state: "closed",
    closedAt: Date.now(),
    transcriptAt: 1,
    logState: "posted",
    userToldAt: 2,
    leaseUntil: 3,
  });
  expect(write(messages, KEPT, later).text).toBe(write(messages).text);
});

test("stickers, polls, forwarded messages and voice are there as what they are", () => {
  const extras = sampleExtras();
  const message = sampleMessage({ content: "", attachments: [sampleAttachment({ seconds: 3.2 })], extras });
  const { document } = write([message, sampleMessage()]);
  const [picture, proof] = [extras.stickers[0]?.picture, extras.forwarded?.attachments[0]];
  const key = (id: string | undefined, name: string) => `attachments/${message.id}/${id}/${name}`;
  expect(document.messages[0]).toMatchObject({
    attachments: [{ seconds: 3.2 }],
    stickers: [{ name: "Wave", picture: { state: "kept", key: key(picture?.id, "Wave.png") } }],
    poll: {
      question: "Which rank?",
      answers: ["Captain", "Sailor"],
      several: true,
      endsAt: "2026-11-21T09:58:00.000Z",
    },
    forwarded: {
      content: "You are a captain now.",
      attachments: [{ key: key(proof?.id, "proof.png") }],
      stickers: [{ name: "Salute", picture: null }],
      embeds: ["**Promotion**\nMara is a captain."],
      sentAt: "2026-11-19T09:58:00.000Z",
    },
  });
  expect(document.messages[1]).toMatchObject({ stickers: [], poll: null, forwarded: null });
  expect(document.counts.attachments).toBe(3);
  expect(JSON.stringify(document)).not.toContain("cdn.example");
});

test("the size of a sticker's picture, which Discord doesn't say, is that of what was kept", () => {
  const sticker = { name: "Wave", picture: sampleAttachment({ size: 0 }) };
  const extras = { stickers: [sticker], poll: null, forwarded: null };
  const { document } = write([sampleMessage({ extras })], () => ({ state: "kept", size: 512 }));
  expect(document.messages[0]?.stickers[0]?.picture?.size).toBe(512);
});

test("edits with the earlier texts, deletions and answers are there", () => {
  const earlier = [{ content: "Before", replacedAt: Date.UTC(2026, 10, 20, 10), replacedBy: "1" }];
  const messages = [
    sampleMessage({ editedAt: Date.UTC(2026, 10, 20, 10), earlier }),
    sampleMessage({ kind: "reply", deletedAt: Date.UTC(2026, 10, 20, 11), deletedBy: "2", answersId: "3" }),
    sampleMessage({ deletedAt: Date.UTC(2026, 10, 20, 11) }),
  ];
  const [edited, deleted, byUser] = write(messages).document.messages;
  expect(edited).toMatchObject({
    editedAt: "2026-11-20T10:00:00.000Z",
    earlier: [{ content: "Before", replacedAt: "2026-11-20T10:00:00.000Z", replacedBy: "1" }],
    deleted: null,
    answersId: null,
  });
  expect(deleted).toMatchObject({ deleted: { at: "2026-11-20T11:00:00.000Z", by: "2" }, answersId: "3", earlier: [] });
  expect(byUser).toMatchObject({ deleted: { at: "2026-11-20T11:00:00.000Z", by: null } });
});
