// Whom a user sees behind what staff write.

import { describe, expect, test } from "vitest";
import { forUser, isAnonymous } from "../../../worker/domain/anonymous.ts";
import type { Message } from "../../../worker/domain/message.ts";
import { ANONYMOUS } from "../../../worker/domain/settings.ts";
import { sampleExtras } from "../ports/samples.ts";
import { sampleAttachment, sampleMessage } from "../transcripts/sample.ts";

const REFUSED = "always-anonymous";

test.each([
  ["off", undefined, false],
  ["off", true, true],
  ["off", false, false],
  ["default", undefined, true],
  ["default", true, true],
  ["default", false, false],
  ["forced", undefined, true],
  ["forced", true, true],
  ["forced", false, REFUSED],
] as const)("with anonymous replies %s, asked %s: %s", (setting, asked, outcome) => {
  const anonymous = isAnonymous(setting, asked);
  expect(anonymous.ok ? anonymous.value : anonymous.error.reason).toBe(outcome);
});

test("the table above has every setting", () => expect(ANONYMOUS).toEqual(["off", "default", "forced"]));

describe("for the user", () => {
  const extras = sampleExtras();
  const reply = (change: Partial<Message> = {}) =>
    sampleMessage({
      kind: "reply",
      author: { id: "870000000000000007", name: "Ayşe", avatarUrl: "https://cdn.example/ayse.png" },
      content: "Which rank?",
      attachments: [sampleAttachment({ name: "ranks.png", description: "All ranks" })],
      extras,
      channelId: "850000000000000005",
      editedAt: 2,
      earlier: [{ content: "Wich rank?", replacedAt: 2, replacedBy: "870000000000000007" }],
      ...change,
    });

  test("an anonymous reply says nothing that leads to who wrote it, and keeps what was said", () => {
    const seen = forUser(reply({ anonymous: true }));
    expect(seen).toMatchObject({
      kind: "reply",
      author: null,
      content: "Which rank?",
      attachments: [{ name: "ranks.png", description: "All ranks" }],
      extras,
    });
    expect(JSON.stringify(seen)).not.toMatch(/Ayşe|870000000000000007|ayse\.png|850000000000000005|Wich/);
  });

  test("what the user took back is still their own", () => {
    const own = sampleMessage({ kind: "user", deletedAt: 2, editedAt: 1 });
    expect(forUser(own)).toMatchObject({ content: own.content, editedAt: 1, deletedAt: 2 });
  });

  test("a reply with a name keeps the name; nothing else of staff's side is passed on", () => {
    const seen = forUser(reply());
    expect(seen?.author?.name).toBe("Ayşe");
    expect(Object.keys(seen ?? {}).toSorted()).toEqual(
      ["attachments", "author", "content", "deliveredAt", "extras", "id", "kind", "sentAt"].toSorted(),
    );
  });

  test.each([
    ["a note", { kind: "note" }],
    ["a reply that never reached them", { state: "refused" }],
    ["a reply that was taken back", { deletedAt: 1 }],
  ] as const)("%s isn't theirs", (_, change) => expect(forUser(reply(change))).toBe(null));

  test("an edited reply is as it is now, without what it was", () => {
    const earlier = [{ content: "Which one?", replacedAt: 1, replacedBy: "870000000000000007" }];
    const seen = forUser(reply({ editedAt: 1, earlier, anonymous: true }));
    expect(JSON.stringify(seen)).not.toMatch(/Which one|870000000000000007/);
  });

  test("their own message is, even when it didn't arrive", () => {
    expect(forUser(sampleMessage({ state: "refused" }))?.author?.name).toBe("Robin");
  });
});
